/** `ostk sandbox serve` as a process: how it ends, beside whom it serves, and what goes wrong in it on purpose. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Around, compare, ostk, peer } from '../harness/compare.ts';
import { type ServedSandbox, serveSandbox } from '../harness/sandbox.ts';

const AT_ONCE = 1_000_000;
const MACHINE = 'server create --image cirros --flavor m1.tiny --wait';

let cloud: ServedSandbox;
beforeEach(async () => {
  cloud = await serveSandbox(AT_ONCE);
});
afterEach(async () => {
  await cloud.stop();
  cloud.remove();
});

/** Runs `ostk …` under its own name beside the server, on the same state. */
const beside = (line: string) => ostk(line, cloud.directly(AT_ONCE), '');

/** As `beside`, for what has to succeed. */
async function done(line: string): Promise<string> {
  const { code, stdout, stderr } = await beside(line);
  expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
  return stdout;
}

describe('serving', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('ends with %s, and what was done stays', async signal => {
    expect(await peer(`${MACHINE} web`, cloud.admin)).toMatchObject({ code: 0, stderr: '' });
    expect(await cloud.stop(signal)).toEqual({ code: 0, stderr: '' });
    expect(await done('server list -f value -c Name -c Status')).toBe('web ACTIVE\n');
    expect((await peer('server list', cloud.admin)).code).toBe(1);
  });

  test('a port serves one, a state as many as like', async () => {
    const again = await beside(`sandbox serve --port ${cloud.port}`);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain(`Port ${cloud.port} is in use. Choose another one with --port.`);
    const other = await cloud.again();
    expect(other.port).not.toBe(cloud.port);
    expect(await peer(`${MACHINE} web`, other.admin)).toMatchObject({ code: 0 });
    expect(await other.stop('SIGINT')).toEqual({ code: 0, stderr: '' });
    await compare('seen by the first one', 'server list', 'server list', { ...cloud.admin, code: 0 });
  });

  test('a reset begins a new cloud under the feet of those who serve the old one', async () => {
    expect(await peer(`${MACHINE} web`, cloud.admin)).toMatchObject({ code: 0 });
    await done('sandbox reset');
    const after = await compare('new', 'server list -f csv', undefined, { ...cloud.admin, code: 0 });
    expect(after.peer.stdout).not.toContain('web');
  });

  test('the member of the openrc is one', async () => {
    await compare('no admin', 'compute service list', undefined, { ...cloud.demo, code: 1 });
    const { peer: reference } = await compare('its own', 'token issue -f value -c project_id', undefined, {
      ...cloud.demo,
      code: 0,
    });
    const id = await peer('token issue -f value -c project_id', cloud.admin);
    expect(reference.stdout).not.toBe(id.stdout);
  });
});

describe('faults', () => {
  /** Both clients, each on a fault of its own. */
  async function each(fault: string, line: string, around: Around, test: RegExp): Promise<void> {
    for (const client of [peer, ostk]) {
      await done(`sandbox fault ${fault}`);
      const failed = await client(line, around);
      expect(failed.code).toBe(1);
      expect(failed.stderr).toMatch(test);
      const { code, stderr } = await client(line, around);
      expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
    }
  }

  test('the next server cannot be placed', async () => {
    for (const [at, client] of [peer, ostk].entries()) {
      await done('sandbox fault boot');
      const line = `server create --image cirros --flavor m1.tiny --wait web${at}`;
      const failed = await client(line, cloud.admin);
      expect(failed).toMatchObject({ code: 1 });
      const shown = await compare('the fault', `server show web${at} -c status -c fault -f json`, undefined, {
        ...cloud.admin,
        code: 0,
      });
      expect(shown.peer.stdout).toContain('No valid host was found');
      expect(await client(`${MACHINE} ok${at}`, cloud.admin)).toMatchObject({ code: 0 });
    }
  });

  test('a service is unavailable for so many commands', async () => {
    const unavailable = /HttpException: 503: Server Error for url: .*, The server is currently unavailable/;
    await each('unavailable --service compute --times 1', 'server list', cloud.admin, unavailable);
    await each('unavailable --service network --times 1', 'network list', cloud.demo, unavailable);
    await each('unavailable --service volume --times 1', 'volume list', cloud.admin, unavailable);
    await each('unavailable --service identity --times 1', 'token issue', cloud.admin, /\(HTTP 503\)/);
  });

  test('a service is unavailable until faults are cleared', async () => {
    // ostk keeps what it knows of the service's versions, and the peer does without.
    await compare('there', 'flavor list', undefined, { ...cloud.admin, code: 0 });
    await done('sandbox fault unavailable --service compute');
    const away = { ...cloud.admin, code: 1 };
    await compare('away', 'flavor list', undefined, away);
    await compare('still away', 'flavor create x', undefined, away);
    expect(await done('sandbox fault clear')).toBe('1 fault cleared.\n');
    await compare('back', 'flavor list', undefined, { ...cloud.admin, code: 0 });
  });

  test('an answer breaks off', async () => {
    await each('cut --service compute', 'flavor list', cloud.admin, /./);
    await each('cut --service network', 'network list', cloud.admin, /./);
  });
});
