#!/usr/bin/env node
/**
 * Writes what is made from the declarations: the completions, and the page of what exists. With --check it compares them with what is there, and
 * fails when they are stale. The program must be built.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { completionScripts } from './completions.js';
import { coverage } from './coverage.js';

const GENERATED = [
  ...(await completionScripts()).map(({ file, text }) => ({ file, make: () => text })),
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
