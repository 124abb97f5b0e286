/** Before the live tests: is the cloud up, is ostk built; a warm peer and empty homes for all of them. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { CLOUD_HOME, openrc } from './credentials.ts';
import { Peer, peersHome } from './peer.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The warm peer's socket. */
    peerSocket: string;
    /** The program under test. */
    ostkProgram: string;
    /** A folder for this run: home/ and work/ for both sides, cache/ for ostk. */
    liveHome: string;
  }
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CATALOGUED = ['identity', 'compute', 'image', 'network', 'volumev3', 'placement'];

/**
 * Prepares a run of the live tests.
 * @returns what ends it: the peer goes, the folder is removed
 * @throws Error with the command to run when the cloud is not up or ostk does not build
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await requireCloud();
  const home = mkdtempSync(join(tmpdir(), 'ostk-live-'));
  for (const folder of ['home', 'work', 'cache']) mkdirSync(join(home, folder), { mode: 0o700 });
  const program = buildOstk(join(home, 'ostk'));
  const peer = await Peer.start(['openstack', 'glance']);
  project.provide('ostkProgram', program);
  project.provide('peerSocket', peer.path);
  project.provide('liveHome', home);
  return async () => {
    await peer.close();
    rmSync(home, { recursive: true, force: true });
  };
}

/** @throws Error unless a token is issued and every service that the tests need answers */
async function requireCloud(): Promise<void> {
  const how = 'Start it (as root): test/cloud/cloud install && test/cloud/cloud up';
  if (!existsSync(join(CLOUD_HOME, 'admin-openrc')) || !existsSync(join(peersHome(), 'bin', 'python'))) {
    throw new Error(
      `The cloud or the peers are not installed: no ${CLOUD_HOME}/admin-openrc or no ${peersHome()}/bin/python. ${how}`,
    );
  }
  const env = openrc('admin');
  const domain = { name: env.OS_USER_DOMAIN_NAME };
  const user = { name: env.OS_USERNAME, password: env.OS_PASSWORD, domain };
  const body = {
    auth: {
      identity: { methods: ['password'], password: { user } },
      scope: { project: { name: env.OS_PROJECT_NAME, domain } },
    },
  };
  try {
    const answer = await fetch(`${env.OS_AUTH_URL}/auth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.status !== 201) throw new Error(`keystone answered ${answer.status}`);
    const catalog = catalogOf(await answer.json());
    for (const type of CATALOGUED) {
      const url = catalog.get(type);
      if (!url) throw new Error(`no ${type} in the catalogue`);
      await fetch(new URL('/', url)).then(response => response.arrayBuffer());
    }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    throw new Error(
      `The cloud is not up (${error instanceof Error ? error.message : String(error)}${cause}). ${how}`,
    );
  }
}

/** The public URL of each service type in a token's body. */
function catalogOf(body: unknown): Map<string, string> {
  const urls = new Map<string, string>();
  const visit = (value: unknown, type: string | undefined): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, type);
    else if (typeof value === 'object' && value !== null) {
      const named = 'endpoints' in value && 'type' in value ? String(value.type) : type;
      if ('url' in value && named !== undefined) urls.set(named, String(value.url));
      for (const item of Object.values(value)) visit(item, named);
    }
  };
  visit(body, undefined);
  return urls;
}

/**
 * Builds ostk from the sources as they are now, in a folder of its own, so that a build that goes on elsewhere in the
 * checkout disturbs no test. Outside of CI a command file that does not build is left out with a warning: one that is
 * being written keeps nobody from testing another.
 * @returns the program's path; that of OSTK_BIN, where one is given
 * @throws Error with what the build said
 */
function buildOstk(folder: string): string {
  if (process.env.OSTK_BIN) return resolve(process.env.OSTK_BIN);
  for (const part of ['bin', 'scripts', 'src', 'package.json']) {
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (;;) {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/build.js'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (status === 0) return join(folder, 'bin', 'ostk.js');
    const broken = new Set(
      [...stderr.matchAll(/^\s*(src\/commands\/[^:\s]+\.ts):\d+/gm)].map(([, file = '']) => file),
    );
    if (process.env.CI || broken.size === 0) throw new Error(`ostk does not build:\n${stderr}`);
    for (const file of broken) {
      process.stderr.write(`does not build, left out of the live tests: ${file}\n`);
      rmSync(join(folder, file), { force: true });
    }
  }
}
