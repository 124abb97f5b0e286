/** What the README has to paste works, in its order, on a new sandbox. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runLine } from './harness/run.ts';

const root = new URL('../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

/** The blocks of code, each a list of lines. */
const blocks = [...readme.matchAll(/^```\n(.*?)^```$/gms)].map(([, code = '']) => code.trim().split('\n'));

const [start = [], walk = []] = blocks.filter(block => block.some(line => line.includes('npx ostk')));

describe('README', () => {
  it('begins with the line that installs ostk and boots a server', () => {
    expect(start[0]).toBe(
      'npm ci && npx ostk --os-cloud sandbox server create --image cirros --flavor m1.tiny --wait demo',
    );
  });

  it('has a walk of ten commands', () => {
    expect(walk).toHaveLength(10);
    expect(walk.filter(line => !line.startsWith('npx ostk '))).toEqual([]);
  });

  it('has commands that work as they are', async () => {
    const env = { XDG_STATE_HOME: mkdtempSync(join(tmpdir(), 'ostk-readme-')) };
    let now = Date.parse('2030-01-01T00:00:00Z');
    const sleep = async (milliseconds: number) => {
      now += milliseconds;
    };
    const options = { name: 'ostk', cold: true, clock: { now: () => now, sleep }, env };
    for (const line of [start[0] ?? '', ...walk]) {
      const { code, stderr } = await runLine(line.replace(/^.*npx ostk /, ''), options);
      expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
    }
  });

  it('names files that are there', () => {
    const names = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, name = '']) => name);
    const local = names.filter(name => !/^https?:/.test(name));
    expect(local.filter(name => !existsSync(new URL(name, root)))).toEqual([]);
    expect(local).toContain('docs/terminal.svg');
  });
});
