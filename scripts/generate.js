#!/usr/bin/env node
/**
 * Writes what is made from the declarations: the completions. With --check it compares them with what is there, and
 * fails when they are stale. The program must be built.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const GENERATED = [
  { file: 'completions/openstack.bash', line: ['--as', 'openstack', 'complete'] },
  { file: 'completions/ostk.bash', line: ['--as', 'openstack', 'complete', '--name', 'ostk'] },
];

let stale = 0;
for (const { file, line } of GENERATED) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/ostk.js', ...line], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${line.join(' ')}: ${stderr}`);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, stdout);
  } else if (readFileSync(file, 'utf8') !== stdout) {
    console.error(`${file} is stale: run npm run generate`);
    stale++;
  }
}
process.exit(stale === 0 ? 0 : 1);
