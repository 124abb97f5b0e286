/** The embedded cloud: serving it to other clients, beginning anew, letting things go wrong. */

import { command, type Verbs } from '../../kernel/command.ts';
import type { Context, FaultKind } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, choice, int, intOr, text } from '../../kernel/params.ts';

const LARGEST_PORT = 65_535;

/** The names of this machine that nobody else can use. */
const LOOPBACK = ['127.0.0.1', 'localhost'];

/** What a shell may have from another cloud that would go before the sandbox's. */
const OTHERS = [
  'OS_CLOUD',
  'OS_AUTH_TYPE',
  'OS_TOKEN',
  'OS_PROJECT_ID',
  'OS_TENANT_ID',
  'OS_TENANT_NAME',
  'OS_USER_ID',
  'OS_USER_DOMAIN_NAME',
  'OS_PROJECT_DOMAIN_NAME',
  'OS_DOMAIN_ID',
  'OS_DOMAIN_NAME',
  'OS_SYSTEM_SCOPE',
  'OS_TRUST_ID',
  'OS_INTERFACE',
  'OS_ENDPOINT_TYPE',
  'OS_CACERT',
].join(' ');

/** What a shell needs to be the sandbox's admin, and how it becomes the member. */
function openrc(origin: string): string {
  return `# The sandbox is at ${origin}, for this machine only. Ctrl-C stops it.
unset ${OTHERS}
export OS_AUTH_URL=${origin}/identity
export OS_IDENTITY_API_VERSION=3
export OS_USERNAME=admin
export OS_PASSWORD=secret
export OS_PROJECT_NAME=admin
export OS_USER_DOMAIN_ID=default
export OS_PROJECT_DOMAIN_ID=default
export OS_REGION_NAME=RegionOne
# To be a member and no admin:
#   export OS_USERNAME=demo OS_PROJECT_NAME=demo
`;
}

/** @throws CommandError where the port is taken, or not for everybody */
async function listen(context: Context, port: number) {
  const sandbox = await context.sandbox();
  try {
    return await sandbox.serve(port);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new CommandError(`Port ${port} is in use. Choose another one with --port.`);
    if (code === 'EACCES')
      throw new CommandError(`Port ${port} is not for everybody. Choose one above 1023.`);
    throw error;
  }
}

const serve = command({
  summary: 'Offer the sandbox to other OpenStack clients on this machine',
  description:
    'Prints an openrc for the admin, which says how to become the member demo, and serves until Ctrl-C or SIGTERM. It ' +
    'answers on 127.0.0.1 only. The state is the one that --os-cloud sandbox uses; it is written with each request.',
  params: {
    port: intOr('--port <port>', 0, 'Port to listen on (default: one that is free)'),
    address: text('--address <address>', 'Address to listen on: 127.0.0.1, no other'),
  },
  output: 'none',
  auth: false,
  examples: ['ostk sandbox serve --port 8800', 'ostk sandbox serve'],
  async run(context, { port, address }) {
    if (address !== undefined && !LOOPBACK.includes(address))
      throw new CommandError(
        `The sandbox answers on 127.0.0.1 only, not on ${address}: whoever reaches it is its admin.`,
      );
    if (port < 0 || port > LARGEST_PORT) throw new CommandError(`There is no port ${port}.`);
    const stopped = context.stopped();
    const served = await listen(context, port);
    await context.stdout.write(openrc(served.origin));
    await stopped;
    await served.close();
    return undefined;
  },
});

const reset = command({
  summary: 'Forget everything in the sandbox and begin with a new one',
  params: {},
  output: 'none',
  auth: false,
  examples: ['ostk sandbox reset'],
  async run(context) {
    (await context.sandbox()).reset();
    await context.stdout.write('The next command finds a new sandbox.\n');
    return undefined;
  },
});

/** Which faults happen once where nobody says, and which until they are cleared. */
const ONCE: Readonly<Record<FaultKind, number | undefined>> = { boot: 1, cut: 1, unavailable: undefined };

function isFault(word: string): word is FaultKind {
  return Object.hasOwn(ONCE, word);
}

const fault = command({
  summary: 'Let something go wrong in the sandbox, to test scripts against it',
  description:
    'boot: the next server ends in ERROR with "No valid host was found.". unavailable: services answer 503 until ' +
    'faults are cleared; with --times so many commands find them so, whatever each of them tries. cut: the next answer ' +
    'ends in the middle. clear: nothing goes wrong any more.',
  params: {
    what: {
      ...arg('<fault>', 'boot, unavailable, cut or clear'),
      choices: ['boot', 'unavailable', 'cut', 'clear'],
    },
    service: choice(
      '--service <service>',
      ['identity', 'image', 'compute', 'network', 'volume', 'placement'],
      'Only at this service (unavailable, cut; default: at each)',
    ),
    times: int(
      '--times <times>',
      'How many servers (boot), commands (unavailable) or answers (cut) it happens to (default: one; unavailable: ' +
        'until faults are cleared)',
    ),
  },
  output: 'none',
  auth: false,
  examples: ['ostk sandbox fault boot', 'ostk sandbox fault unavailable --service compute --times 2'],
  async run(context, { what, service, times }) {
    const sandbox = await context.sandbox();
    if (!isFault(what)) {
      const count = await sandbox.clearFaults();
      await context.stdout.write(`${count} ${count === 1 ? 'fault' : 'faults'} cleared.\n`);
      return undefined;
    }
    if (times !== undefined && times < 1) throw new CommandError('--times must be at least 1.');
    await sandbox.addFault(what, what === 'boot' ? undefined : service, times ?? ONCE[what]);
    return undefined;
  },
});

const gostack = command({
  summary: 'Run the reference engine of a gostack region',
  description:
    'Serves the contract of docs/gostack-backend.md on a real etcd and MongoDB, until Ctrl-C or SIGTERM. It starts ' +
    'only on stores that are wholly empty, which it seeds, or that carry its marker. Several may run on one region.',
  params: {
    gsinitrc: text('--gsinitrc <file>', 'The gsinitrc.yml that says where the stores are', {
      required: true,
    }),
    step: int('--step <milliseconds>', 'How long each step of an instance takes (default: 500)'),
  },
  output: 'none',
  auth: false,
  examples: ['ostk sandbox gostack --gsinitrc gsinitrc.yml-az1'],
  async run(context, { gsinitrc, step }) {
    if (step !== undefined && step < 0) throw new CommandError('--step must be 0 or more.');
    const stop = new AbortController();
    const stopped = context.stopped().then(() => stop.abort());
    const told = (line: string) => void context.stderr.write(`${line}\n`).catch(() => stop.abort());
    const running = context.engine({
      path: await context.path(gsinitrc ?? ''),
      step,
      signal: stop.signal,
      told,
    });
    await Promise.race([running, stopped]);
    await running;
    return undefined;
  },
});

export default { serve, reset, fault, gostack } satisfies Verbs;
