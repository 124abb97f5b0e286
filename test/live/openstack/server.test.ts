/** Reading, changing and deleting servers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt, compare, ostk, peer, prepare, reads } from '../harness/compare.ts';
import { twins } from '../harness/twins.ts';

const NAME = `cmp-server-${Date.now().toString(36)}`;
const CREATE = 'server create --flavor m1.nano --image cirros-0.6.2-x86_64-disk --wait';
const CREATE_TWINS = `${CREATE} --nic none {}`;
const ONE = `${NAME}-one`;
const VOLUME = `${NAME}-volume`;

beforeAll(() =>
  Promise.all([
    prepare([
      ...CREATE.split(' '),
      ...[
        '--network',
        'private',
        '--property',
        'role=web',
        '--property',
        'ort=東京',
        '--tag',
        'b',
        '--tag',
        'a',
      ],
      ...['--description', "what's it", ONE],
    ]),
    prepare(`${CREATE} --nic none --boot-from-volume 1 --delete-on-termination ${VOLUME}`),
  ]),
);
afterAll(() => attempt(`server delete --force ${ONE} ${VOLUME}`));

describe('list', () => {
  const list = (options: string): Promise<void> => reads('list', `server list --name ${NAME} ${options}`);
  test('plain', () => list(''));
  test('long', () => list('--long'));
  test('of all projects', () => list('--all-projects --long'));
  test('without names', () => list('-n'));
  test('without names, long', () => list('--no-name-lookup --long'));
  test('names one by one', () => list('--name-lookup-one-by-one'));
  test('of an old microversion', () => list('--long --os-compute-api-version 2.1'));
  test('of an old microversion, without names', () => list('-n --os-compute-api-version 2.46'));
  test('columns that only -c brings', () =>
    list(
      '-c id -c user_id -c Created_At -c security_groups -c task_state -c power_state -c image_id -c host',
    ));
  test('columns that are there twice', () =>
    list('--long -c image_id -c properties -c project_id -c user_id -c flavor_id -c availability_zone'));
  test('sorted', () => list('--sort-column Name --sort-descending -c Name'));
  test('by image, flavor, status, tags', () =>
    list(
      '--image cirros-0.6.2-x86_64-disk --flavor m1.nano --status ACTIVE --tags a --tags b --not-tags c --unlocked',
    ));
  test('by project and user', () => list('--project admin --project-domain default --user admin --long'));
  test('by states', () => list('--vm-state active --power-state running --key-name nosuch'));
  test('with a config drive', () => list('--config-drive'));
  test('a page', () => list('--limit 1'));
  test('no more than one', () => list('--max-items 1'));
  test('after a marker', () => list(`--marker ${VOLUME}`));
  test('changed since', () => list('--changes-since 2020-01-01T00:00:00Z --changes-before 2050-01-01'));

  test.each([
    ['--image nosuch', 1],
    ['--flavor nosuch', 1],
    ['--project nosuch', 1],
    ['--marker nosuch', 1],
    ['--changes-since yesterday', 1],
    ['--changes-before 2026-02-30', 1],
    ['--progress x', 1],
    ['--progress 101', 2],
    ['--status active', 2],
    ['--locked --unlocked', 2],
    ['-n --name-lookup-one-by-one', 2],
    ['-c nosuch', 1],
    ['--os-compute-api-version 2.25 --tags x', 1],
    ['--os-compute-api-version 2.25 --not-tags x', 1],
    ['--os-compute-api-version 2.72 --locked', 1],
    ['--os-compute-api-version 2.65 --changes-before 2026-01-01', 1],
  ])('%s', async (options, code) => {
    const line = `server list --name ${NAME} ${options}`;
    await compare('refused', line, line, { code });
  });

  test('filters that the peer loses work under the own name', async () => {
    const line = `server list --name ${NAME} --no-config-drive -f value -c Name`;
    expect((await peer(line)).stdout).not.toContain(ONE);
    expect((await ostk(line, {}, '')).stdout).toContain(ONE);
  });
});

describe('show', () => {
  test('by name', () => reads('show', `server show ${ONE}`));
  test('booted from a volume', () => reads('show', `server show ${VOLUME}`));
  test('of an old microversion', () => reads('show', `server show ${ONE} --os-compute-api-version 2.1`));
  test('diagnostics', () => reads('show', `server show ${ONE} --diagnostics`));
  test('topology', () => reads('show', `server show ${ONE} --topology --os-compute-api-version 2.93`));
  test('topology without asking for a microversion', async () => {
    await compare('the peer forgets it', `server show ${ONE} --topology`, undefined, { code: 1 });
    expect((await ostk(`server show ${ONE} --topology -c topology`, {}, '')).code).toBe(0);
  });
  test.each([
    ['nosuch', 1],
    ['7a1f6a9e-0000-4000-8000-000000000000', 1],
    [`${ONE} --topology --diagnostics`, 2],
    [`${ONE} --topology --os-compute-api-version 2.77`, 1],
    ['', 2],
  ])('%s', async (words, code) => {
    await compare('refused', `server show ${words}`, undefined, { code });
  });
});

describe('events, volumes, consoles', () => {
  test('event list', () => reads('list', `server event list ${ONE}`));
  test('event list --long', () => reads('list', `server event list ${ONE} --long --limit 5`));
  test('event show', async () => {
    const { stdout } = await peer(`server event list ${ONE} -f value -c Request_ID`);
    await reads('show', `server event show ${ONE} ${stdout.trim()}`);
    await reads('show', `server event show ${ONE} ${stdout.trim()} --os-compute-api-version 2.50`);
  });
  test('volume list', () => reads('list', `server volume list ${VOLUME}`));
  test('volume list, old', () => reads('list', `server volume list ${VOLUME} --os-compute-api-version 2.69`));
  test('volume list of none', () => reads('list', `server volume list ${ONE}`));
  const edit = (stdout: string): string => stdout.replace(/(token%3D)[-0-9a-f]{36}/g, '$1');
  test('console url', () => reads('show', `console url show ${ONE}`, { edit }));
  test('console url, old', () =>
    reads('show', `console url show ${ONE} --os-compute-api-version 2.5`, { edit }));

  test.each([
    [`console log show ${ONE}`, 0],
    [`console log show --lines 1 ${ONE}`, 0],
    [`console log show --lines x ${ONE}`, 2],
    [`console url show --serial ${ONE}`, 1],
    [`console url show --spice-direct ${ONE}`, 1],
    [`console url show --mks --os-compute-api-version 2.5 ${ONE}`, 1],
    [`server event list ${ONE} --changes-since x`, 1],
    [`server event list ${ONE} --marker req-x`, 1],
    [`server event list ${ONE} --limit 1 --os-compute-api-version 2.57`, 1],
    ['server event list nosuch', 1],
    ['server event list 7a1f6a9e-0000-4000-8000-000000000000', 1],
    [`server event show ${ONE} req-x`, 1],
    ['server volume list nosuch', 1],
  ])('%s', async (line, code) => {
    await compare('same', line, line, { code });
  });
});

describe('changing', () => {
  const pair = twins('set');
  beforeAll(() => pair.prepare(CREATE_TWINS));
  afterAll(() => pair.remove('server delete --force {}'));
  // Two hosts, and the scheduler chooses.
  const elsewhere = {
    fields: [
      'OS-EXT-SRV-ATTR:host',
      'OS-EXT-SRV-ATTR:hypervisor_hostname',
      'OS-EXT-AZ:availability_zone',
      'hostId',
    ],
  };

  test('set and unset', async () => {
    await pair.compare(
      "server set --description 'new one' --property a=b --property c= --tag x --tag y --hostname web {}",
      { code: 0 },
    );
    await pair.reads('show', 'server show {}', elsewhere);
    await pair.compare('server unset --property a --tag x --description {}', { code: 0 });
    await pair.compare('server unset --all-properties --all-tags {}', { code: 0 });
    await pair.reads('show', 'server show {}', elsewhere);
  });
  test('state', async () => {
    await pair.compare('server set --state error --auto-approve {}', { code: 0 });
    await pair.compare('server show {} -c status');
    await pair.compare('server set --state active {}', { code: 0, stdin: 'what\ny\n' });
    await pair.compare('server set --state error {}', { code: 0, stdin: 'n\n' });
    await pair.compare('server show {} -c status');
    await pair.compare('server set --state error {}', { code: 1, stdin: '' });
  });
  test('password', async () => {
    await pair.compare('server set --password secret {}', { code: 0 });
    await pair.compare('server set --no-password {}', { code: 0 });
    await pair.compare('server set --root-password {}', { code: 1, stdin: 'a\nb\n' });
    await pair.compare('server set --root-password {}', { code: 0, stdin: 'a\na\n' });
  });
  test('name', async () => {
    await pair.compare('server set --name {}-2 {}', { code: 0 });
    await pair.compare('server set --name {} {}-2', { code: 0 });
  });
  test.each([
    ['server set --pinned-availability-zone nova {}', 1],
    ['server set --tag x --os-compute-api-version 2.25 {}', 1],
    ['server set --hostname x --os-compute-api-version 2.89 {}', 1],
    ['server set --property x {}', 2],
    ['server set --state paused {}', 2],
    ['server unset --property nosuch {}', 1],
    ['server unset --tag nosuch {}', 1],
    ['server unset --property x --all-properties {}', 2],
    ['server set --name x nosuch', 1],
  ])('%s', async (line, code) => {
    await pair.compare(line, { code });
  });

  test('image create', async () => {
    const fields = ['locations'];
    const names = 'server image create --name {}-image --property a=b {}';
    await pair.compare(names, { code: 0, fields });
    await pair.compare('server image create {} -f json', { code: 0 });
    await pair.remove('image delete {}-image');
    await pair.remove('image delete {}');
  });

  test('rebuild', async () => {
    await pair.compare('server rebuild --wait --name {} --property p=q --description d {}', {
      code: 0,
      ...elsewhere,
    });
    await pair.compare('server rebuild --image nosuch {}', { code: 1 });
    await compare('needs an image', `server rebuild ${VOLUME}`, undefined, { code: 1 });
    const line = `server rebuild --image cirros-0.6.2-x86_64-disk ${VOLUME}`;
    await compare('needs a word', line, line, { code: 1 });
    await pair.compare('server rebuild --key-name x --os-compute-api-version 2.53 {}', { code: 1 });
  });
});

describe('delete', () => {
  const pair = twins('del');
  const other = twins('del2');
  afterAll(() => Promise.all([pair.remove('server delete {}'), other.remove('server delete {}')]));

  test('several, one of them missing', async () => {
    await Promise.all([pair.prepare(CREATE_TWINS), other.prepare(CREATE_TWINS)]);
    await pair.compare('server delete --wait {} nosuch', { code: 1 });
    await pair.compare('server show {}', { code: 1 });
    await other.compare('server delete --force --all-projects --wait {}', { code: 0 });
    await other.compare('server delete {}', { code: 1 });
  });
  test('as somebody else', async () => {
    const { stdout: id } = await peer(`server show ${ONE} -f value -c id`);
    await compare('unseen', `server delete ${id.trim()}`, undefined, { user: 'demo', code: 1 });
    await compare('unseen', `server show ${id.trim()}`, undefined, { user: 'demo', code: 1 });
    await compare('unseen', `server list --all-projects`, undefined, { user: 'demo', code: 1 });
  });
});
