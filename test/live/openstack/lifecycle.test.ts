/** The life of servers, through ostk alone: each state is the service's own. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { isObject, type JsonObject, parseJson } from '../../../src/clients/json.ts';
import { ostk } from '../harness/compare.ts';

const NAME = `life-${Date.now().toString(36)}`;
const HOST = 'OS-EXT-SRV-ATTR:host';

/** Runs a line that has to succeed. @returns stdout */
async function run(line: string): Promise<string> {
  const { code, stdout, stderr } = await ostk(line);
  expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
  return stdout;
}

async function show(name: string): Promise<JsonObject> {
  const data = parseJson(await run(`server show ${name} -f json`));
  return isObject(data) ? data : {};
}

/** Waits for a status with no task under way. */
async function becomes(name: string, status: string): Promise<JsonObject> {
  for (let tries = 0; tries < 120; tries++) {
    const server = await show(name);
    if (server.status === status && server['OS-EXT-STS:task_state'] === null) return server;
    if (server.status === 'ERROR') break;
    await pause(500);
  }
  throw new Error(`${name} did not become ${status}: ${JSON.stringify(await show(name))}`);
}

afterAll(() => ostk(`server delete --force --wait ${NAME} ${NAME}-m-1 ${NAME}-m-2 ${NAME}-m-3`));

describe.sequential('a server', () => {
  test('is created on the host that was asked for', async () => {
    const created = await run(
      `server create --flavor m1.nano --image cirros-0.6.2-x86_64-disk --network private --host compute1 ` +
        `--property role=web --wait ${NAME} -f json`,
    );
    const server = parseJson(created);
    expect(server).toMatchObject({ name: NAME, status: 'ACTIVE', [HOST]: 'compute1' });
    expect(await run(`server list --name ${NAME} -f value -c Name -c Status -c Flavor`)).toBe(
      `${NAME} ACTIVE m1.nano\n`,
    );
  });

  test('is resized, and the resize confirmed', async () => {
    expect(await run(`server resize --flavor m1.tiny --wait ${NAME}`)).toBe('Complete\n');
    expect((await show(NAME)).status).toBe('VERIFY_RESIZE');
    await run(`server resize confirm ${NAME}`);
    const server = await becomes(NAME, 'ACTIVE');
    expect(server.flavor).toMatchObject({ original_name: 'm1.tiny', ram: 512 });
  });

  test('is resized, and the resize taken back', async () => {
    await run(`server resize --flavor m1.nano --wait ${NAME}`);
    await run(`server resize revert ${NAME}`);
    expect((await becomes(NAME, 'ACTIVE')).flavor).toMatchObject({ original_name: 'm1.tiny' });
  });

  test('is live-migrated there and back', async () => {
    const from = (await show(NAME))[HOST];
    const other = from === 'compute1' ? 'compute2' : 'compute1';
    await run(`server migrate --live-migration --host ${other} --wait ${NAME}`);
    expect((await becomes(NAME, 'ACTIVE'))[HOST]).toBe(other);
    await run(`server migrate --live ${String(from)} ${NAME}`);
    let server = await becomes(NAME, 'ACTIVE');
    for (let tries = 0; tries < 40 && server[HOST] !== from; tries++) {
      await pause(500);
      server = await becomes(NAME, 'ACTIVE');
    }
    expect(server[HOST]).toBe(from);
    const migrations = await run(
      `server migration list --server ${NAME} --type live-migration -f value -c Status`,
    );
    expect(migrations).toBe('completed\ncompleted\n');
  });

  test('is stopped, started, locked and unlocked', async () => {
    await run(`server stop ${NAME}`);
    await becomes(NAME, 'SHUTOFF');
    await run(`server start ${NAME}`);
    await becomes(NAME, 'ACTIVE');
    await run(`server lock --reason test ${NAME}`);
    expect(await show(NAME)).toMatchObject({ locked: true, locked_reason: 'test' });
    await run(`server unlock ${NAME}`);
    expect(await show(NAME)).toMatchObject({ locked: false });
  });

  test('is rebuilt', async () => {
    const rebuilt = await run(`server rebuild --name ${NAME} --property role=db --wait ${NAME} -f json`);
    expect(rebuilt.startsWith('Complete\n{')).toBe(true);
    expect(await becomes(NAME, 'ACTIVE')).toMatchObject({ properties: { role: 'db' } });
  });

  test('has a history', async () => {
    const actions = (await run(`server event list ${NAME} -f value -c Action`)).trim().split('\n');
    expect(new Set(actions)).toEqual(
      new Set([
        'create',
        'resize',
        'confirmResize',
        'revertResize',
        'live-migration',
        'stop',
        'start',
        'lock',
        'unlock',
        'rebuild',
      ]),
    );
  });

  test('is deleted', async () => {
    expect(await run(`server delete --wait ${NAME}`)).toBe('');
    expect(await ostk(`server show ${NAME}`)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `No Server found for ${NAME}\n`,
    });
  });
});

test('three servers at once', async () => {
  await run(
    `server create --flavor m1.nano --image cirros-0.6.2-x86_64-disk --no-network --min 3 --max 3 --wait ${NAME}-m`,
  );
  const names = [1, 2, 3].map(n => `${NAME}-m-${n}`);
  await Promise.all(names.map(name => becomes(name, 'ACTIVE')));
  await run(`server delete --wait ${names.join(' ')}`);
  expect(await run(`server list --name ${NAME}-m -f value -c Name`)).toBe('');
});
