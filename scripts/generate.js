#!/usr/bin/env node
/**
 * Writes what is made from the declarations: the completions, the page of what exists, and which pages of the manual the
 * package has. With --check it compares them with what is there, and fails when they are stale. The program must be built.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import './core.js';
import { completionScripts } from './completions.js';
import { coverage } from './coverage.js';

const GENERATED = [
  ...(await completionScripts()).map(({ file, text }) => ({ file, make: () => text })),
  { file: 'docs/coverage.md', make: coverage },
  { file: 'package.json', make: manifest },
];

/** package.json with the pages that the build has made: npm installs those that are named, and no folder of them. */
function manifest() {
  const folder = 'dist/man/man1';
  const man = readdirSync(folder)
    .sort()
    .map(page => `${folder}/${page}`);
  return `${JSON.stringify({ ...JSON.parse(readFileSync('package.json', 'utf8')), man }, null, 2)}\n`;
}

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
