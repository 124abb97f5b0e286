import { afterEach, describe, expect, it } from 'vitest';
import { domainGetState, domainLookupByName } from '../../../src/clients/libvirt/protocol/domain.ts';
import {
  domainMigrateBegin3Params,
  domainMigrateConfirm3Params,
  domainMigrateFinish3Params,
  domainMigratePerform3Params,
  domainMigratePrepare3Params,
} from '../../../src/clients/libvirt/protocol/domain-migrate.ts';
import { connectSupportsFeature } from '../../../src/clients/libvirt/protocol/session.ts';
import type { TypedParam } from '../../../src/clients/libvirt/protocol/typed-param.ts';
import {
  type Answer,
  answer,
  type ListeningDaemon,
  listen,
  Refusal,
} from '../../clients/libvirt/listening.ts';
import { runLine } from '../../harness/run.ts';

const OPERATION_FAILED = 9;
const FINISH_OK = 93;
const LIVE = 1;
const PAUSED = 32;
const PROTECTION = 256;
const ABORT_ON_ERROR = 4096;
const RUNNING_STATE = 1;
const PAUSED_STATE = 3;

const dom = { name: 'vm', uuid: new Uint8Array(16), id: 7 };
const daemons: ListeningDaemon[] = [];
afterEach(() => {
  for (const daemon of daemons.splice(0)) daemon.close();
});

async function daemon(...answers: readonly Answer[]): Promise<string> {
  const made = await listen(answers);
  daemons.push(made);
  return made.uri;
}

type Phase = 'prepare' | 'perform' | 'finish' | 'confirm';

interface Setting {
  readonly state?: number;
  readonly able?: boolean;
  /** The phases that are refused, and how. */
  readonly fails?: { readonly [P in Phase]?: Refusal };
}

const fieldsOf = (params: readonly TypedParam[]) =>
  Object.fromEntries(params.map(({ field, value }) => [field, value.value]));

/** Migrates `vm` between two daemons; tells the phases that they saw, each with the cookie that it got. */
async function migrate(options: string, { state = RUNNING_STATE, able = true, fails = {} }: Setting = {}) {
  const phases: string[] = [];
  const seen: Record<string, unknown> = {};
  const step = (name: Phase, cookieIn: Uint8Array, flags: number, more = ''): Uint8Array => {
    phases.push(`${name} ${Buffer.from(cookieIn).toString() || '-'} ${flags}${more}`);
    if (fails[name]) throw fails[name];
    return Buffer.from(`of-${name}`);
  };
  const features = answer(connectSupportsFeature, () => ({ supported: able ? 1 : 0 }));
  const target = await daemon(
    features,
    answer(domainMigratePrepare3Params, ({ params, cookieIn, flags }) => {
      Object.assign(seen, fieldsOf(params));
      return { cookieOut: step('prepare', cookieIn, flags), uriOut: 'tcp://there:49152' };
    }),
    answer(domainMigrateFinish3Params, ({ params, cookieIn, flags, cancelled }) => {
      Object.assign(seen, fieldsOf(params));
      return { dom, cookieOut: step('finish', cookieIn, flags, ` cancelled ${cancelled}`) };
    }),
  );
  const source = await daemon(
    features,
    answer(domainLookupByName, () => ({ dom })),
    answer(domainMigrateBegin3Params, ({ flags }) => {
      phases.push(`begin ${flags}`);
      return { cookieOut: Buffer.from('of-begin'), xml: '<domain/>' };
    }),
    answer(domainGetState, () => ({ state, reason: 0 })),
    answer(domainMigratePerform3Params, ({ dconnuri, cookieIn, flags }) => ({
      cookieOut: step('perform', cookieIn, flags, dconnuri === undefined ? '' : ` to ${dconnuri}`),
    })),
    answer(domainMigrateConfirm3Params, ({ cookieIn, flags, cancelled }) => {
      step('confirm', cookieIn, flags, ` cancelled ${cancelled}`);
      return {};
    }),
  );
  const line = `migrate vm ${options.replace('THERE', target)}`;
  const { code, stderr } = await runLine(['-c', source, line], { name: 'virsh' });
  return { code, stderr, phases, seen };
}

describe('a migration', () => {
  it('goes through its phases, each with the cookie of the one before', async () => {
    const { code, stderr, phases, seen } = await migrate('THERE --live --abort-on-error --verbose');
    const flags = LIVE + ABORT_ON_ERROR;
    expect({ code, phases }).toEqual({
      code: 0,
      phases: [
        `begin ${flags + PROTECTION}`,
        `prepare of-begin ${LIVE}`,
        `perform of-prepare ${flags + PROTECTION}`,
        `finish of-perform ${LIVE} cancelled 0`,
        `confirm of-finish ${flags + PROTECTION} cancelled 0`,
      ],
    });
    expect(stderr).toBe('\rMigration: [100 %]');
    expect(seen).toEqual({
      destination_name: 'vm',
      destination_xml: '<domain/>',
      migrate_uri: 'tcp://there:49152',
    });
  });

  it('of a paused domain leaves it paused', async () => {
    const { phases } = await migrate('THERE', { state: PAUSED_STATE });
    expect(phases[1]).toBe(`prepare of-begin ${PAUSED}`);
  });

  it('that the other host does not prepare for is taken back', async () => {
    const fails = { prepare: new Refusal(OPERATION_FAILED, 'no room') };
    const { code, stderr, phases } = await migrate('THERE --live', { fails });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'error: no room\n' });
    expect(phases.slice(2)).toEqual([`confirm - ${LIVE + PROTECTION} cancelled 1`]);
  });

  it('that fails at the source is cancelled at the other host alone', async () => {
    const fails = {
      perform: new Refusal(OPERATION_FAILED, 'connection lost'),
      finish: new Refusal(FINISH_OK, 'migration was cancelled'),
    };
    const { stderr, phases } = await migrate('THERE --live', { fails });
    expect(stderr).toBe('error: connection lost\n');
    expect(phases.slice(3)).toEqual([`finish - ${LIVE} cancelled 1`]);
  });

  it('says what the other host knows better', async () => {
    const fails = {
      perform: new Refusal(OPERATION_FAILED, 'unexpectedly failed'),
      finish: new Refusal(OPERATION_FAILED, 'the domain crashed'),
    };
    expect((await migrate('THERE --live', { fails })).stderr).toBe('error: the domain crashed\n');
  });

  it('that does not finish goes on at the source', async () => {
    const fails = { finish: new Refusal(OPERATION_FAILED, 'did not start') };
    const { code, stderr, phases } = await migrate('THERE --live', { fails });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'error: did not start\n' });
    expect(phases.at(-1)).toBe(`confirm - ${LIVE + PROTECTION} cancelled 1`);
  });

  it('of a domain that is off has nothing to perform', async () => {
    const { phases } = await migrate('THERE --offline --persistent');
    expect(phases.map(phase => phase.split(' ')[0])).toEqual(['begin', 'prepare', 'finish', 'confirm']);
    expect(phases[2]).toContain('finish - ');
  });

  it('peer to peer is one call', async () => {
    const { code, phases } = await migrate('qemu+tcp://there/system --p2p --live');
    expect({ code, phases }).toEqual({ code: 0, phases: ['perform - 3 to qemu+tcp://there/system'] });
  });

  it('is refused where a daemon is too old for it', async () => {
    const { stderr } = await migrate('THERE', { able: false });
    expect(stderr).toBe(
      'error: this function is not supported by the connection driver: virDomainMigrate3\n',
    );
    expect((await migrate('THERE --change-protection', { able: false })).stderr).toBe(
      'error: argument unsupported: cannot enforce change protection\n',
    );
  });

  it('takes its lists and numbers along', async () => {
    const { seen } = await migrate('THERE --disks-port 5 --bandwidth 9 --migrate-disks vda,vdb --dname new');
    expect(seen).toMatchObject({
      disks_port: 5,
      bandwidth: 9n,
      migrate_disks: 'vdb',
      destination_name: 'new',
    });
  });
});
