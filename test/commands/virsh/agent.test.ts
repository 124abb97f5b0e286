/** Commands for the guest's agent and QEMU's monitor, against a daemon in process. */
import { afterEach, expect, it, test } from 'vitest';
import { domainLookupByName } from '../../../src/clients/libvirt/protocol/domain.ts';
import {
  domainGetGuestInfo,
  domainGetHostname,
  domainSetGuestVcpus,
  domainSetTime,
  domainSetUserPassword,
} from '../../../src/clients/libvirt/protocol/domain-guest.ts';
import {
  qemuDomainAgentCommand,
  qemuDomainMonitorCommand,
} from '../../../src/clients/libvirt/protocol/qemu.ts';
import { jsonTokens, memberOf, prettyJson } from '../../../src/commands/virsh/lib/json-text.ts';
import { type Answer, answer, type ListeningDaemon, listen } from '../../clients/libvirt/listening.ts';
import { runLine } from '../../harness/run.ts';

const daemons: ListeningDaemon[] = [];
afterEach(() => {
  for (const daemon of daemons.splice(0)) daemon.close();
});

/** Runs a line against a daemon that knows every name, and these answers. */
async function run(words: readonly string[], name: 'virsh' | 'ostk', ...answers: readonly Answer[]) {
  const domain = (of: string) => ({ name: of, uuid: new Uint8Array(16), id: 1 });
  const daemon = await listen([answer(domainLookupByName, args => ({ dom: domain(args.name) })), ...answers]);
  daemons.push(daemon);
  const tree = name === 'ostk' ? ['virsh'] : [];
  return runLine([...tree, '-c', daemon.uri, ...words], { name });
}

const ANSWER = '{"return":{"id":12345678901234567890,"name":"a\\u001Fb","list":[]}}';

it.each([
  [[], -1],
  [['--timeout', '7'], 7],
  [['--async'], 0],
  [['--block'], -2],
])('qemu-agent-command %j waits for %i', async (options, timeout) => {
  const asked: unknown[] = [];
  const agent = answer(qemuDomainAgentCommand, ({ cmd, timeout }) => {
    asked.push([cmd, timeout]);
    return { result: ANSWER };
  });
  const words = ['qemu-agent-command', 'web', ...options, '{"execute":', '"guest-info"}'];
  expect(await run(words, 'virsh', agent)).toMatchObject({ code: 0, stdout: `${ANSWER}\n\n` });
  expect(asked).toEqual([['{"execute": "guest-info"}', timeout]]);
});

it('an answer is printed with a member a line, its numbers as they came', async () => {
  const agent = answer(qemuDomainAgentCommand, () => ({ result: ANSWER }));
  const { stdout } = await run(['qemu-agent-command', 'web', '--pretty', '{}'], 'virsh', agent);
  expect(stdout).toContain('    "id": 12345678901234567890,\n    "name": "a\\u001Fb",\n');
});

it('words for the monitor become a command', async () => {
  const asked: string[] = [];
  const monitor = answer(qemuDomainMonitorCommand, ({ cmd }) => {
    asked.push(cmd);
    return { result: '{"return":[{"a":1},2],"id":"libvirt-1"}' };
  });
  const line = (...words: string[]) => run(['qemu-monitor-command', 'web', ...words], 'virsh', monitor);
  expect((await line('--return-value', 'qom-get', '"path":"/machine"', '"property":"type"')).stdout).toBe(
    '[{"a":1},2]\n',
  );
  await line('query-status');
  await line('{"execute":"query-status"}');
  await line('--hmp', 'info', 'status');
  expect(asked).toEqual([
    '{"execute":"qom-get","arguments":{"path":"/machine","property":"type"}}',
    '{"execute":"query-status"}',
    '{"execute":"query-status"}',
    'info status',
  ]);
  expect(await line('--pass-fds', '3', 'query-status')).toMatchObject({ code: 1 });
  expect(asked).toHaveLength(4);
});

it('what the guest tells is data in other formats', async () => {
  const info = answer(domainGetGuestInfo, () => ({
    params: [
      { field: 'user.count', value: { type: 'uint', value: 1 } as const },
      { field: 'user.0.name', value: { type: 'string', value: 'root' } as const },
    ],
  }));
  expect((await run(['guestinfo', 'web'], 'virsh', info)).stdout).toBe(
    'user.count          : 1\nuser.0.name         : root\n\n',
  );
  const json = await run(['guestinfo', 'web', '-f', 'json'], 'ostk', info);
  expect(JSON.parse(json.stdout)).toEqual({ 'user.count': 1, 'user.0.name': 'root' });
  const hostname = answer(domainGetHostname, ({ flags }) => ({ hostname: `from-${flags}` }));
  expect((await run(['domhostname', 'web', '--source', 'agent'], 'virsh', hostname)).stdout).toBe(
    'from-2\n\n',
  );
});

it('what is set goes to the daemon as it was typed', async () => {
  const asked: unknown[] = [];
  const note = (values: unknown) => {
    asked.push(values);
    return {};
  };
  const answers = [
    answer(domainSetTime, ({ seconds, flags }) => note([seconds, flags])),
    answer(domainSetUserPassword, ({ user, password, flags }) => note([user, password, flags])),
    answer(domainSetGuestVcpus, ({ cpumap, state }) => note([cpumap, state])),
  ];
  await run(['domtime', 'web', '--time', '-5'], 'virsh', ...answers);
  await run(['domtime', 'web', '--sync'], 'virsh', ...answers);
  const said = await run(['set-user-password', 'web', 'root', 'se cret', '--encrypted'], 'virsh', ...answers);
  expect(said.stdout + said.stderr).not.toContain('se cret');
  await run(['guestvcpus', 'web', '1-3,^2', '--disable'], 'virsh', ...answers);
  expect(asked).toEqual([
    [-5n, 0],
    [0n, 1],
    ['root', 'se cret', 1],
    ['1-3,^2', 0],
  ]);
});

test('JSON text keeps the order of members, and what is none is told', () => {
  expect(jsonTokens('{nonsense}')).toBeUndefined();
  const tokens = jsonTokens('{"b": 1.0, "a": {"return": [1]}, "return": {"x": "}"}}');
  expect(tokens && memberOf(tokens, 'return')?.join('')).toBe('{"x":"}"}');
  expect(tokens && memberOf(tokens, 'c')).toBeUndefined();
  expect(prettyJson(['{', '}'])).toBe('{\n\n}\n');
});
