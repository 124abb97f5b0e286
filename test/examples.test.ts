/** The examples of help do what they say, on a sandbox that has what they speak of. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleLine } from '../src/kernel/help-pages.ts';
import { parse } from '../src/kernel/parse/parser.ts';
import { shellWords } from '../src/kernel/prompt/words.ts';
import { route } from '../src/kernel/router.ts';
import { specOf } from '../src/kernel/spec.ts';
import { runLine, sourceFiles } from './harness/run.ts';

const FILES = {
  'debian-12.qcow2': 'not really',
  'debian.qcow2': 'not really',
  'rules.json': JSON.stringify([{ local: [{ user: { name: '{0}' } }], remote: [{ type: 'REMOTE_USER' }] }]),
  'policy.json': '{}',
  'public.json': '{"interface": "public"}',
  'key.pub': 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAQQDL me',
};

/** What examples speak of. */
const WORLD = [
  'image create --file debian-12.qcow2 --disk-format qcow2 debian-12',
  'image create --file debian-12.qcow2 --tag tested --property hw_disk_bus=scsi image',
  'image create --file debian-12.qcow2 repair',
  'image create --file debian-12.qcow2 old-1',
  'image create --file debian-12.qcow2 old-2',
  'keypair create --public-key key.pub laptop',
  'keypair create --public-key key.pub mine',
  'security group create web',
  'security group create ssh',
  'port create --network private port7',
  'volume create --size 10 data',
  'volume create --size 10 data1',
  'server create --image cirros --flavor m1.tiny --network private --wait web1',
  'server create --image cirros --flavor m1.tiny --network private --wait web2',
  'server create --image cirros --flavor m1.tiny --network private --wait web3',
  'user create --password secret bob',
  'user create --password secret alice',
  'group create operators',
  'group add user operators alice',
  'domain create research',
  'project create research',
  'role create auditor',
  'identity provider create example',
  'mapping create --rules rules.json example',
  'service provider create --auth-url http://a --service-provider-url http://b other',
];

const NAMESPACE = ['image metadef namespace create Acme::Licences'];

/** What has to be done before an example, beyond that. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  'server resize confirm': ['server resize --flavor m1.small --wait web1'],
  'server resize revert': ['server resize --flavor m1.small --wait web1'],
  'server migration confirm': ['server migrate --wait web1'],
  'server migration revert': ['server migrate --wait web1'],
  'server start': ['server stop web1 web2'],
  'server resume': ['server suspend web1 web2'],
  'server unpause': ['server pause web1 web2'],
  'server unshelve': ['server shelve --wait web1'],
  'server unrescue': ['server rescue web1'],
  'server unset': ['server set --property role=web web1'],
  'server remove port': ['server add port web1 port7'],
  'server remove security group': ['server add security group web1 ssh'],
  'server remove volume': ['server add volume web1 data1'],
  'server restore': ['server delete web1 web2'],
  'role remove': ['role add --project demo --user alice member'],
  'group add user operators alice': ['group remove user operators alice'],
  'group create': ['group delete operators'],
  'domain create': ['domain set --disable research', 'domain delete research'],
  'identity provider create': ['identity provider delete example'],
  'mapping create': ['mapping delete example'],
  'service provider create': ['service provider delete other'],
  'image metadef namespace set': NAMESPACE,
  'image metadef namespace unset': NAMESPACE,
  'image metadef object create': NAMESPACE,
  'image metadef property create': NAMESPACE,
  'image metadef resource type association create': NAMESPACE,
  'image unset': ['image set --property hw_disk_bus=scsi --tag tested debian-12'],
};

/** When examples run, and how long they may wait, in milliseconds. */
let began = Date.parse('2030-01-01T00:00:00Z');
const LONGEST = 60 * 60 * 1000;

/** Words in place of what nobody can know before. */
const PLACEHOLDER = /\b(ID|KEY|SECRET|TOKEN|PIN|REQUEST|ADDRESS)\b/;

/** Lines that need a service, a person or a file that is not here; they have to fit their commands all the same. */
const ELSEWHERE = [
  / \| /, // programs of the system
  /--method (web-download|copy-image)|--store/, // an image service with stores
  /--password-prompt|user password set/, // somebody who types
  /image stage/, // an image without data
  /~\/|--access-rules/, // the user's own files
  /flat --provider-physical-network/, // a second physical network
  /limit create --project/, // a registered limit of the glance service
  /--project service/, // projects of an installer
  /namespace OS::|object property show/, // definitions of an installer
  /trust create/, // alice herself
  /server restore|server set --state/, // soft deletion
  /--system all/, // roles on the system
];

const isRun = (line: string) => ![PLACEHOLDER, ...ELSEWHERE].some(pattern => pattern.test(line));

let prepared = '';
beforeAll(async () => {
  prepared = mkdtempSync(join(tmpdir(), 'ostk-examples-'));
  for (const line of WORLD) {
    const { code, stderr } = await onSandbox(line, prepared);
    expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
  }
}, 60_000);
afterAll(() => rmSync(prepared, { recursive: true, force: true }));

/** Runs a line; each begins where the one before it can have ended. */
function onSandbox(line: string, state: string) {
  began += LONGEST;
  const start = began;
  let now = start;
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
    if (now > start + LONGEST) throw new Error('it waits for ever');
  };
  const env = { XDG_STATE_HOME: state };
  const words = ['--os-cloud', 'sandbox', ...shellWords(line)];
  return runLine(words, { name: 'ostk', cold: true, clock: { now: () => now, sleep }, env, files: FILES });
}

async function examplesOf(tree: string): Promise<string[]> {
  const entries = await sourceFiles.index(tree);
  return [...new Set(entries.flatMap(({ examples = [] }) => examples.map(line => exampleLine(line, tree))))];
}

const lines = (await Promise.all(['openstack', 'glance'].map(examplesOf))).flat();
test.each(lines.filter(isRun))(
  '%s',
  async line => {
    const state = mkdtempSync(join(tmpdir(), 'ostk-example-'));
    try {
      cpSync(prepared, state, { recursive: true });
      const typed = line.replace(/^ostk /, '');
      const first = Object.entries(FIRST).find(([begin]) => typed.startsWith(begin));
      for (const before of first?.[1] ?? [])
        expect(await onSandbox(before, state)).toMatchObject({ code: 0 });
      const { code, stderr } = await onSandbox(typed, state);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    } finally {
      rmSync(state, { recursive: true, force: true });
    }
  },
  30_000,
);

test.each(lines.filter(line => !isRun(line)))('%s fits its command', async line => {
  const [, ...words] = shellWords(/ostk [^|]*/.exec(line)?.[0] ?? '');
  const found = await route(sourceFiles, { name: 'openstack', joint: ' ' }, words, true);
  expect(found).toBeDefined();
  if (found) parse(specOf(found.command, ''), found.rest);
});
