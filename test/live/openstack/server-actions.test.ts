/** Verbs that change a server's state, on servers of the fake driver. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, ostk } from '../harness/compare.ts';
import { twins } from '../harness/twins.ts';

const one = twins('act');
const two = twins('act2');
const CREATE = 'server create --flavor m1.nano --image cirros-0.6.2-x86_64-disk --nic none --wait {}';

beforeAll(() => Promise.all([one.prepare(CREATE), two.prepare(CREATE)]));
afterAll(() => Promise.all([one.remove('server delete --force {}'), two.remove('server delete --force {}')]));

const becomes = (pair: typeof one, status: string): Promise<void> =>
  pair.until(
    'server show {}',
    ({ status: now, 'OS-EXT-STS:task_state': task }) => now === status && task === null,
  );

/** A line for both pairs: `{}` is the first's name, `[]` the second's. */
function onBoth(line: string): Promise<unknown> {
  const [forPeer, forOstk] = one.both(line);
  return compare(
    'on several',
    forPeer.map(word => word.replace('[]', two.peer)),
    forOstk.map(word => word.replace('[]', two.ostk)),
    {
      own: {
        peer: text => text.replaceAll(one.peer, one.ostk),
        ostk: text => text,
      },
    },
  );
}

describe('power and pause', () => {
  for (const [verb, status] of [
    ['stop', 'SHUTOFF'],
    ['start', 'ACTIVE'],
    ['pause', 'PAUSED'],
    ['unpause', 'ACTIVE'],
    ['suspend', 'SUSPENDED'],
    ['resume', 'ACTIVE'],
  ] as const) {
    test(`${verb} two servers, and again`, async () => {
      await onBoth(`server ${verb} {} []`);
      await becomes(one, status);
      await becomes(two, status);
      await one.compare(`server ${verb} {}`, { code: 1 });
    });
  }

  test('a name that is missing ends the line, those before it are done', async () => {
    await onBoth('server stop {} nosuch []');
    await becomes(one, 'SHUTOFF');
    await becomes(two, 'ACTIVE');
    await one.compare('server start --all-projects {}', { code: 0 });
    await becomes(one, 'ACTIVE');
  });

  test('under its own name ostk does the rest and names what failed', async () => {
    const outcome = await ostk(`server stop ${one.ostk} nosuch ${two.ostk}`, {}, '');
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain("Failed to stop server with name or ID 'nosuch'");
    expect(outcome.stderr).toContain('1 of 3 servers failed to stop.');
    await one.prepare('server stop {}').catch(() => undefined);
    await two.prepare('server stop {}').catch(() => undefined);
    await becomes(one, 'SHUTOFF');
    await becomes(two, 'SHUTOFF');
    await onBoth('server start {} []');
    await becomes(one, 'ACTIVE');
    await becomes(two, 'ACTIVE');
  });
});

describe('reboot', () => {
  for (const how of ['', '--soft', '--hard']) {
    test(`reboot ${how} --wait`, () => one.compare(`server reboot ${how} --wait {}`, { code: 0 }));
  }
  test('without waiting', async () => {
    await one.compare('server reboot {}', { code: 0 });
    await becomes(one, 'ACTIVE');
  });
  test('both ways at once', () =>
    compare('exclusive', 'server reboot --hard --soft x', undefined, { code: 2 }));
});

describe('shelve and rescue', () => {
  test('shelve, again, unshelve --wait, again', async () => {
    await onBoth('server shelve {} []');
    for (const pair of [one, two]) {
      await pair.until('server show {}', ({ status }) => String(status).startsWith('SHELVED'));
    }
    await onBoth('server shelve --offload --wait {} []');
    await one.compare('server unshelve --wait {}', { code: 0 });
    await onBoth('server unshelve {} []');
    await becomes(one, 'ACTIVE');
    await becomes(two, 'ACTIVE');
    await one.compare('server unshelve --host compute1 --os-compute-api-version 2.80 {}', { code: 1 });
    await one.compare('server unshelve --availability-zone x --os-compute-api-version 2.70 {}', { code: 1 });
    await one.compare('server unshelve --availability-zone x --no-availability-zone {}', { code: 2 });
  });
  test('rescue, unrescue', async () => {
    await one.compare('server rescue --password secret {}', { code: 0 });
    await becomes(one, 'RESCUE');
    await one.compare('server rescue {}', { code: 1 });
    await one.compare('server unrescue {}', { code: 0 });
    await becomes(one, 'ACTIVE');
    await one.compare('server unrescue {}', { code: 1 });
    await compare('no image, no server', 'server rescue --image nosuch nosuch', undefined, { code: 1 });
  });
  test('dump', () => onBoth('server dump create {} []'));
});

describe('lock', () => {
  test('lock, show, unlock', async () => {
    await one.compare('server lock {}', { code: 0 });
    await one.reads('show', 'server show {} -c locked -c locked_reason');
    await one.compare('server unlock {}', { code: 0 });
    await onBoth("server lock --reason 'under repair' {} []");
    await one.reads('show', 'server show {} -c locked -c locked_reason');
    await onBoth('server unlock {} []');
  });
  test('a reason needs its microversion', () =>
    compare('old', 'server lock --reason x --os-compute-api-version 2.50 nosuch', undefined, { code: 1 }));
});

describe('resize', () => {
  const lines = [
    ['server resize --flavor m1.tiny --wait {}', 'server resize --revert {}', 'm1.nano'],
    ['server resize --flavor m1.tiny --wait {}', 'server resize --confirm {}', 'm1.tiny'],
    ['server resize --flavor m1.nano --wait {}', 'server resize revert {}', 'm1.tiny'],
    ['server resize --flavor m1.nano --wait {}', 'server resize confirm {}', 'm1.nano'],
  ] as const;
  for (const [first, second] of lines) {
    test(`${first}, ${second}`, async () => {
      await one.compare(first, { code: 0 });
      await one.reads('show', 'server show {} -c status');
      await one.compare(second, { code: 0 });
      await becomes(one, 'ACTIVE');
    });
  }
  test('what cannot be', async () => {
    await one.compare('server resize confirm {}', { code: 1 });
    await one.compare('server resize --revert {}', { code: 1 });
    await one.compare('server resize --flavor nosuch {}', { code: 1 });
    await one.compare('server resize --flavor m1.nano {}', { code: 1 });
    await one.compare('server resize {}', { code: 2 });
    await one.compare('server resize --confirm --revert {}', { code: 2 });
    await compare('no server', 'server resize --flavor nosuch nosuch', undefined, { code: 1 });
  });
});

describe('what cannot be', () => {
  for (const verb of ['start', 'stop', 'pause', 'unpause', 'suspend', 'resume', 'lock', 'unlock']) {
    test(`${verb}: no such server, no server`, async () => {
      await compare('no such server', `server ${verb} nosuch`, undefined, { code: 1 });
      await compare('no server', `server ${verb}`, undefined, { code: 2 });
      await compare('an empty name', ['server', verb, ''], undefined, { code: 1 });
    });
  }
  for (const verb of ['start', 'stop', 'delete']) {
    test(`${verb} in all projects, as a user without rights`, async () => {
      const line = ['server', verb, '--all-projects', ''];
      await compare('refused', line, undefined, { code: 1, user: 'demo' });
    });
  }
  test("another project's server", async () => {
    const id = (await compare('id', `server show ${one.peer} -f value -c id`)).peer.stdout.trim();
    await compare('as demo', `server stop ${id}`, undefined, { code: 1, user: 'demo' });
  });
});
