#!/usr/bin/env node
/**
 * Writes what is made from the declarations: the completions, and the page of what exists. With --check it compares them with what is there, and
 * fails when they are stale. The program must be built.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { coverage } from './coverage.js';

const run = line => () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/ostk.js', ...line], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${line.join(' ')}: ${stderr}`);
  return stdout;
};

const GENERATED = [
  { file: 'completions/openstack.bash', make: run(['--as', 'openstack', 'complete']) },
  { file: 'completions/ostk.bash', make: run(['--as', 'openstack', 'complete', '--name', 'ostk']) },
  { file: 'docs/coverage.md', make: coverage },
];

let stale = 0;
for (const { file, make } of GENERATED) {
  const text = make();
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`${file} is stale: run npm run generate`);
    stale++;
  }
}
process.exit(stale === 0 ? 0 : 1);
