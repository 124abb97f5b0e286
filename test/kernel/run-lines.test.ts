import { describe, expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';

/** Without a token and without stubs: whatever is sent fails the test. */
const ostk = (line: string | readonly string[]) => runLine(line, { name: 'ostk', cold: true });

/** The lines that are suggested. */
const suggested = (stderr: string): string[] =>
  stderr
    .split(/^Did you mean.*\n/m)[1]
    ?.trimEnd()
    .split('\n')
    .map(line => line.trim()) ?? [];

describe('nothing is sent, exit 2, and the line that was meant is printed', () => {
  test.each([
    ['servr list --long', 'ostk server list --long'],
    ['server rebuld x', 'ostk server rebuild x'],
    ['list server', 'ostk server list'],
    ['servr delete a b c d e', 'ostk server delete a b c d e'],
    ['delete flavor a b', 'ostk flavor delete a b'],
    ['server lst -f json', 'ostk server list -f json'],
    ['--os-cloud prod servr list', 'ostk --os-cloud prod server list'],
    ['--os-clod prod server list', 'ostk --os-cloud prod server list'],
    ['–os-cloud prod server list', 'ostk --os-cloud prod server list'],
    ['--os-passwrd hidden server list', "ostk --os-password '***' server list"],
    ['--long flavor list', 'ostk flavor list --long'],
    ['flavor list -long', 'ostk flavor list --long'],
    ['server list --flavour m1', 'ostk server list --flavor m1'],
    ['server list --all_projects', 'ostk server list --all-projects'],
    [
      'server create –image cirros—flavor m1.tiny demo',
      'ostk server create --image cirros --flavor m1.tiny demo',
    ],
    [
      'server create --host<compute2> --image i --flavor f n',
      'ostk server create --host compute2 --image i --flavor f n',
    ],
    ['server create --imge i --flavor f n', 'ostk server create --image i --flavor f n'],
    ['server delete –wait x', 'ostk server delete --wait x'],
    ['openstack servr list', 'ostk server list'],
    ['--no-tok server list', 'ostk --no-token-cache server list'],
    ['server list --name−x', 'ostk server list --name x'],
  ])('%s', async (line, correct) => {
    const { code, stdout, stderr, sent } = await ostk(line);
    expect({ code, stdout, sent }).toEqual({ code: 2, stdout: '', sent: [] });
    expect(stderr).toMatch(/^usage: ostk/);
    expect(suggested(stderr)[0]).toBe(correct);
  });

  test.each(['flavor list --nosuch', 'zzzzzz', 'flavor show', 'flavor list -f bad', '--os-cloud'])(
    '%s has no correction',
    async line => {
      const { code, stdout, stderr } = await ostk(line);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^usage: ostk/);
      expect(suggested(stderr)).toEqual([]);
    },
  );

  test('words with blanks are quoted', async () => {
    const { stderr } = await ostk(['servr', 'show', "it's a b"]);
    expect(suggested(stderr)[0]).toBe(`ostk server show 'it'\\''s a b'`);
  });
});

describe('what stays as it is', () => {
  test('a name that begins with a dash stands behind --', async () => {
    const { code } = await runLine('server show -- –wait', { name: 'ostk', cold: true }).catch(() => ({
      code: 'sent',
    }));
    expect(code).toBe('sent');
  });

  test('a dash within a value', async () => {
    const { code } = await runLine('server list --name a–b', { name: 'ostk', cold: true }).catch(() => ({
      code: 'sent',
    }));
    expect(code).toBe('sent');
  });
});

describe('under the name of the peer', () => {
  test('suggestions go to stdout', async () => {
    const { code, stdout, stderr } = await runLine('flavr list', { cold: true });
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(stdout).toBe(
      `openstack: 'flavr list' is not an openstack command. See 'openstack --help'.
Did you mean one of these?
  flavor create
  flavor delete
  flavor list
  flavor set
  flavor show
  flavor unset
`,
    );
  });

  test('a line is never corrected', async () => {
    const { code, stdout, stderr } = await runLine('flavor list --flavour', { cold: true });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^usage: openstack flavor list [\s\S]*\nopenstack flavor list: error: unrecognized arguments: --flavour\n$/,
    );
  });

  test('an error in the globals behind --as is in its manners', async () => {
    const { code, stderr } = await runLine('--as openstack --os-cloud', { name: 'ostk', cold: true });
    expect(code).toBe(2);
    expect(stderr).toMatch(/\nopenstack: error: argument --os-cloud: expected one argument\n$/);
  });
});
