/** Lines from a pipe and at the prompt, through the peer and through ostk. */
import { expect, test } from 'vitest';
import { ostk, peer } from '../harness/compare.ts';
import { ostkOnTerminal } from '../harness/terminal.ts';

const SESSIONS: readonly (readonly [what: string, lines: string])[] = [
  ['an end', 'exit\nflavor list\n'],
  [
    'data and errors',
    `# a remark

!echo one
shell echo two three
server show nosuch
server list --nosuch
server show
server show 'open
nosuchthing at all
flavor show "m1 nano"
flavor show m1.nano -f value -c name ; nosuch
flavor show m1.nano -f json -c name -c ram
help nosuch
`,
  ],
];

test.each(SESSIONS)('%s', async (_, stdin) => {
  const [theirs, ours] = await Promise.all([peer('', { stdin }), ostk('', { stdin })]);
  // Commands of services that ostk does not have stand in the peer's suggestions only.
  const common = (text: string): string => text.replace(/Did you mean one of these\?\n(?: {2}.*\n)*/, '');
  expect({ ...ours, stdout: common(ours.stdout) }).toMatchObject({
    code: theirs.code,
    stdout: common(theirs.stdout),
    stderr: theirs.stderr,
  });
});

test("ostk's own prompt: history, completion, pipes, Ctrl-C, exit", async () => {
  const { code, terminal } = await ostkOnTerminal(
    'shell',
    [
      ['ostk> ', 'flavor show m1.nano -f json -c name\r'],
      ['"m1.nano"', '\u001b[A'],
      ['-f json -c name', ' | tr a-z A-Z\r'],
      ['"M1.NANO"', 'flavor sho'],
      ['flavor sho', '\t'],
      // All that a line whose beginning is on the screen gets.
      ['w ', '--fit-width m1.tiny -f value -c name\r'],
      ['m1.tiny\r\n', 'half a line\u0003'],
      ['^C', '!echo $((6 * 7))\r'],
      ['42\r\n', 'exit\r'],
    ],
    { streams: true },
    '',
  );
  expect({ code, terminal }).toMatchObject({ code: 0, terminal: expect.stringContaining('42') });
});
