import { expect, test } from 'vitest';
import { repair } from '../../../src/kernel/parse/repair.ts';

const known = ['--name', '--file', '--host', '--disk-format', '--property', '-f', '--format'];

test.each([
  ['–name cirros—file x', '--name|cirros|--file|x'],
  ['--host<compute2>', '--host|compute2'],
  ['—name cirros', '--name|cirros'],
  ['–-name cirros', '--name|cirros'],
  ['––name cirros', '--name|cirros'],
  ['–f json', '-f|json'],
  ['−f json', '-f|json'],
  ['--disk‐format qcow2', '--disk-format|qcow2'],
  ['–disk–format qcow2', '--disk-format|qcow2'],
  ['–disk–format=qcow2', '--disk-format=qcow2'],
  ['–name=cirros—file x', '--name=cirros|--file|x'],
  ['--name “cirros”', '--name|cirros'],
  ['--name=“cirros”', '--name=cirros'],
  ['--name ‘it’', '--name|it'],
  ['--name\u00a0cirros', '--name|cirros'],
  ['--na\u200bme cirros', '--name|cirros'],
  ['--name“cirros”', '--name|cirros'],
  ['image\u00a0list', 'image|list'],
  ['--name cirros--file x', '--name|cirros|--file|x'],
])('%s is corrected', (line, corrected) => {
  expect(repair(line.split(' '), known)?.join('|')).toBe(corrected);
});

test.each([
  '--name cirros --file x',
  '-f json',
  '--name a--b',
  '--name=x=y',
  '- --',
  '--property k=<v>',
  '--name ""',
])('%s is left alone', line => {
  expect(repair(line.split(' '), known)).toBeUndefined();
});

test('names with dashes in them stay when nothing glued is an option', () => {
  expect(repair(['--name', 'größe—eins'], known)).toBeUndefined();
});
