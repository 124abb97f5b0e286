/** Passwords: typed on the line, asked for on a terminal, changed by their owners. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt, compare, ostk, peer } from '../../harness/compare.ts';
import {
  type OnTerminal,
  ostkOnTerminal,
  peerOnTerminal,
  type Step,
  type TerminalOptions,
} from '../../harness/terminal.ts';
import { twins } from '../../harness/twins.ts';

/** Who logs in with a password of their own; the catalogue is not asked for a project. */
function as(name: string, password: string) {
  const env = {
    OS_USERNAME: name,
    OS_PASSWORD: password,
    OS_PROJECT_NAME: undefined,
    OS_PROJECT_DOMAIN_NAME: undefined,
  };
  return { env };
}

/** Whether a password is the user's. */
function logsIn(name: string, password: string): Promise<boolean> {
  return attempt('token issue', as(name, password));
}

const PROMPT = 'User Password:';
const AGAIN = 'Repeat User Password:';

describe('on a terminal', () => {
  const user = twins('typed');
  afterAll(() => user.remove('user delete {} {}-2 {}-3'));

  /** Both on terminals of their own; what is to be seen there and what is printed is to be the same. */
  async function same(line: string, steps: readonly Step[], options: TerminalOptions = {}) {
    const [forPeer, forOstk] = user.both(line);
    const [reference, result] = await Promise.all([
      peerOnTerminal(forPeer, steps, options),
      ostkOnTerminal(forOstk, steps, options),
    ]);
    expect(neutral(result, user.ostk)).toEqual(neutral(reference, user.peer));
    return result;
  }
  const neutral = (seen: OnTerminal, name: string): OnTerminal => {
    const plain = (text: string) => text.replaceAll(name, 'NAME').replace(/\b[0-9a-f]{32}\b/g, 'ID');
    return {
      code: seen.code,
      stdout: plain(seen.stdout),
      stderr: plain(seen.stderr),
      terminal: plain(seen.terminal),
    };
  };

  test('asked for twice until both agree, without echo', async () => {
    const { code, stdout, terminal } = await same('user create --domain default --password-prompt {}', [
      [PROMPT, 'one-Secret\n'],
      [AGAIN, 'another-Secret\n'],
      [PROMPT, 'two words-Secret\n'],
      [AGAIN, 'two words-Secret\n'],
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The passwords entered were not the same\n\+--/);
    expect(terminal).not.toContain('Secret');
    expect(await logsIn(user.ostk, 'two words-Secret')).toBe(true);
    expect(await logsIn(user.peer, 'two words-Secret')).toBe(true);
  });

  test('nothing typed is no password', async () => {
    const { stderr } = await same('user create --domain default --password-prompt {}-2', [
      [PROMPT, '\n'],
      [AGAIN, '\n'],
    ]);
    expect(stderr).toMatch(/^No password was supplied/);
  });

  test('Ctrl-D', async () => {
    const [forPeer, forOstk] = user.both('user create --password-prompt {}-3');
    const seen = await Promise.all([
      peerOnTerminal(forPeer, [[PROMPT, '\x04']]),
      ostkOnTerminal(forOstk, [[PROMPT, '\x04']]),
    ]);
    for (const { code, stdout, stderr } of seen) {
      expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: 'Error reading password\n' });
    }
  });

  test("under ostk's own name the data stays alone, and a password on the line is warned of", async () => {
    const prompted = await ostkOnTerminal(
      `user create --password-prompt ${user.ostk}-3 -f value -c name`,
      [
        [PROMPT, 'a\n'],
        [AGAIN, 'b\n'],
        [PROMPT, 'c\n'],
        [AGAIN, 'c\n'],
      ],
      {},
      '',
    );
    expect(prompted).toMatchObject({
      code: 0,
      stdout: `${user.ostk}-3\n`,
      stderr: 'The passwords entered were not the same\n',
    });
    const line = `user set --password typed ${user.ostk}-3`;
    const typed = await ostkOnTerminal(line, [], { streams: true }, '');
    expect(typed.terminal.match(/on the command line can be seen by everybody/g)).toHaveLength(1);
    expect((await ostkOnTerminal(line, [], { streams: true })).terminal).toBe('');
    expect((await ostk(line, {}, '')).stderr).toBe('');
  });
});

describe("one's own", () => {
  const user = twins('own');
  beforeAll(() => user.prepare('user create --domain default {}'));
  afterAll(() => user.remove('user delete {}'));

  /** Each as a user of their own. */
  async function change(line: string, password: string) {
    const [reference, result] = await Promise.all([
      peer(line, as(user.peer, password)),
      ostk(line, as(user.ostk, password)),
    ]);
    const plain = (text: string) => text.replace(/\b[0-9a-f]{32}\b/g, 'ID').replace(/req-[-0-9a-f]+/g, 'REQ');
    expect({ ...result, stderr: plain(result.stderr) }).toEqual({
      ...reference,
      stderr: plain(reference.stderr),
    });
    return result;
  }

  test('user password set', async () => {
    await user.prepare('user set --password first {}');
    expect((await change('user password set --original-password wrong --password x', 'first')).code).toBe(1);
    const { code } = await change('user password set --original-password first --password second', 'first');
    expect(code).toBe(0);
    expect(await logsIn(user.ostk, 'second')).toBe(true);
    // A token from before is no longer taken, and a new one is asked for.
    expect((await change('user show nosuch', 'second')).code).toBe(1);
  });

  test('asked for on a terminal', async () => {
    await user.prepare('user set --password second {}');
    const steps: Step[] = [
      ['Current Password:', 'second\n'],
      ['New Password:', 'third\n'],
      ['Repeat New Password:', 'thrid\n'],
      ['New Password:', 'third\n'],
      ['Repeat New Password:', 'third\n'],
    ];
    const [reference, result] = await Promise.all([
      peerOnTerminal('user password set', steps, as(user.peer, 'second')),
      ostkOnTerminal('user password set', steps, as(user.ostk, 'second')),
    ]);
    expect(result).toEqual(reference);
    expect(result.code).toBe(0);
    expect(await logsIn(user.ostk, 'third')).toBe(true);
    const { stderr } = await change("user password set --original-password third --password ''", 'third');
    expect(stderr).toMatch(/^No password was supplied/);
  });
});

test('no terminal to ask on', async () => {
  await compare('none', 'user set --password-prompt demo', undefined, { code: 1 });
  await compare('none', 'user password set', undefined, { user: 'demo', code: 1 });
});

test.each(['--debug', '-vv'])('%s shows no password', async option => {
  const line = `${option} user create --password hushhush nosuch/x`;
  const { stderr } = await ostk(`${line} --domain nosuch`);
  const set = await ostk(`${option} user password set --password hushhush --original-password hush-hush`, {
    user: 'demo',
  });
  expect(`${stderr}${set.stderr}${set.stdout}`).not.toMatch(/hush-?hush/);
  expect(set.stderr).toContain('"original_password":"***"');
});
