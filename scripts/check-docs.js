#!/usr/bin/env node
/** Every exported function, class and interface of src/ begins with a comment that says what it is for. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const EXPORT = /^export (?:async )?(function|class) (\w+)/;

let missing = 0;
for (const file of await readdir('src', { recursive: true })) {
  if (!file.endsWith('.ts') || file.endsWith('.d.ts')) continue;
  const lines = (await readFile(join('src', file), 'utf8')).split('\n');
  for (const [index, line] of lines.entries()) {
    const match = EXPORT.exec(line);
    if (!match || (lines[index - 1] ?? '').trimEnd().endsWith('*/')) continue;
    missing++;
    console.error(`src/${file}:${index + 1}: ${match[1]} ${match[2]} has no docstring`);
  }
}
process.exit(missing === 0 ? 0 : 1);
