/** The phases of a migration (src/libvirt-domain.c, virDomainMigrate3, virDomainMigrateVersion3Full, virDomainMigrateToURI3). */
import { Buffer } from 'node:buffer';
import type { Libvirt } from '../../../clients/libvirt/connection.ts';
import { ErrorCode, LibvirtError } from '../../../clients/libvirt/errors.ts';
import { domainGetState } from '../../../clients/libvirt/protocol/domain.ts';
import {
  domainMigrateBegin3Params,
  domainMigrateConfirm3Params,
  domainMigrateFinish3Params,
  domainMigratePerform3Params,
  domainMigratePrepare3Params,
} from '../../../clients/libvirt/protocol/domain-migrate.ts';
import { connectSupportsFeature } from '../../../clients/libvirt/protocol/session.ts';
import type { TypedParam } from '../../../clients/libvirt/protocol/typed-param.ts';
import type { Domain } from '../../../clients/libvirt/protocol/types.ts';
import { parameter, parseUri } from '../../../clients/libvirt/uri.ts';
import { MigrateFlag as Flag } from './migrate-params.ts';
import { PAUSED } from './states.ts';

/** What is migrated, and how. */
export interface Migration {
  readonly source: Libvirt;
  readonly dom: Domain;
  readonly params: readonly TypedParam[];
  /** virDomainMigrateFlags. */
  readonly flags: number;
}

/** virDrvFeature. */
const Feature = { p2p: 4, direct: 5, changeProtection: 7, offline: 12, params: 13 } as const;
/** VIR_FROM_QEMU and VIR_ERR_MIGRATE_FINISH_OK. */
const FROM_QEMU = 10;
const FINISH_OK = 93;
const NOTHING = Buffer.alloc(0);

const can = async (libvirt: Libvirt, feature: number): Promise<boolean> =>
  (await libvirt.call(connectSupportsFeature, { feature })).supported > 0;

/** @throws LibvirtError where it cannot */
async function require(libvirt: Libvirt, feature: number, sentence: string): Promise<void> {
  if (!(await can(libvirt, feature)))
    throw new LibvirtError(ErrorCode.argumentUnsupported, `argument unsupported: ${sentence}`);
}

const invalid = (sentence: string): LibvirtError => new LibvirtError(ErrorCode.invalidArg, sentence);

const unsupported = (call: string): LibvirtError =>
  new LibvirtError(ErrorCode.noSupport, `this function is not supported by the connection driver: ${call}`);

/** @throws LibvirtError for flags that do not go together */
function exclusive(flags: number, ...pair: readonly (readonly [flag: number, name: string])[]): void {
  if (!pair.every(([flag]) => flags & flag)) return;
  const [one, other] = pair.map(([, name]) => `'VIR_MIGRATE_${name}'`);
  throw invalid(`Flags ${one} and ${other} are mutually exclusive`);
}

function checkStorage(flags: number): void {
  exclusive(flags, [Flag.nonSharedDisk, 'NON_SHARED_DISK'], [Flag.nonSharedInc, 'NON_SHARED_INC']);
}

/** A parameter with another text, in place of what it was. */
function withText(params: readonly TypedParam[], field: string, value: string): TypedParam[] {
  return [...params.filter(each => each.field !== field), { field, value: { type: 'string', value } }];
}

/**
 * Has a domain's host, or its hypervisor, migrate it.
 * @param uri the other host as that host sees it
 * @throws LibvirtError
 */
export async function migrateUnmanaged(migration: Migration, uri: string): Promise<void> {
  const { source, dom, flags } = migration;
  exclusive(flags, [Flag.tunnelled, 'TUNNELLED'], [Flag.parallel, 'PARALLEL']);
  checkStorage(flags);
  if (flags & Flag.offline)
    await require(source, Feature.offline, 'offline migration is not supported by the source host');
  if (!(flags & Flag.peerToPeer)) {
    await require(source, Feature.direct, 'direct migration is not supported by the source host');
    // No driver with this feature speaks the protocol of today.
    throw unsupported('virDomainMigrateToURI3');
  }
  await require(source, Feature.p2p, 'p2p migration is not supported by the source host');
  if (isHere(uri)) throw invalid('Attempt to migrate guest to the same host');
  if (!(await can(source, Feature.params))) throw unsupported('virDomainMigrateToURI3');
  const params = [...migration.params];
  await source.call(domainMigratePerform3Params, { dom, dconnuri: uri, params, cookieIn: NOTHING, flags });
}

/** Whether a URI means the host itself (virDomainMigrateCheckNotLocal). */
function isHere(text: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) return true;
  const uri = parseUri(text);
  if (uri.host !== undefined) return uri.host.startsWith('localhost');
  return uri.transport !== 'unix' || parameter(uri, 'socket') === undefined;
}

/**
 * Migrates a domain to another daemon, phase by phase.
 * @throws LibvirtError; the domain is then where it was, unless its host says otherwise
 */
export async function migrate(migration: Migration, target: Libvirt): Promise<void> {
  const { source, flags } = migration;
  checkStorage(flags);
  if (flags & Flag.tunnelled)
    throw invalid('cannot perform tunnelled migration without using peer2peer flag');
  if (flags & Flag.offline) {
    await require(source, Feature.offline, 'offline migration is not supported by the source host');
    await require(target, Feature.offline, 'offline migration is not supported by the destination host');
  }
  const isProtected = await can(source, Feature.changeProtection);
  if (flags & Flag.changeProtection && !isProtected)
    throw new LibvirtError(
      ErrorCode.argumentUnsupported,
      'argument unsupported: cannot enforce change protection',
    );
  if (!(await can(source, Feature.params)) || !(await can(target, Feature.params)))
    throw unsupported('virDomainMigrate3');
  const bare = flags & ~Flag.changeProtection;
  await inPhases({ ...migration, flags: bare }, target, isProtected ? Flag.changeProtection : 0);
}

/** @param protection the flag by which the source refuses changes meanwhile; 0 where it knows none */
async function inPhases(migration: Migration, target: Libvirt, protection: number): Promise<void> {
  const { source, dom } = migration;
  let { flags } = migration;
  let params = [...migration.params];
  const begun = await source.call(domainMigrateBegin3Params, { dom, params, flags: flags | protection });
  const state = await source.call(domainGetState, { dom, flags: 0 }).catch(() => undefined);
  if (state?.state === PAUSED && !(flags & Flag.postcopyResume)) flags |= Flag.paused;
  const targetFlags = flags & ~(Flag.abortOnError | Flag.autoConverge);

  const confirm = async (cookieIn: Uint8Array, cancelled: number): Promise<void> => {
    // Nothing is left to do where this fails; at worst a domain stays paused at the source.
    await source
      .call(domainMigrateConfirm3Params, { dom, params, cookieIn, flags: flags | protection, cancelled })
      .catch(() => {});
  };

  params = withText(params, 'destination_xml', begun.xml);
  let cookie: Uint8Array;
  let failure: unknown;
  let isTold = true;
  try {
    const cookieIn = begun.cookieOut;
    const prepared = await target.call(domainMigratePrepare3Params, { params, cookieIn, flags: targetFlags });
    cookie = prepared.cookieOut;
    if (prepared.uriOut !== undefined) params = withText(params, 'migrate_uri', prepared.uriOut);
    else if (!params.some(({ field }) => field === 'migrate_uri'))
      failure = new LibvirtError(ErrorCode.internal, 'internal error: domainMigratePrepare3 did not set uri');
  } catch (error) {
    // The job that has begun is taken back.
    if (protection !== 0) await confirm(NOTHING, 1);
    throw error;
  }

  if (failure === undefined && flags & Flag.offline) cookie = NOTHING;
  else if (failure === undefined) {
    try {
      const args = { dom, dconnuri: undefined, params, cookieIn: cookie, flags: flags | protection };
      cookie = (await source.call(domainMigratePerform3Params, args)).cookieOut;
    } catch (error) {
      failure = error;
      isTold = false;
      cookie = NOTHING;
    }
  }

  if (!params.some(({ field }) => field === 'destination_name'))
    params = withText(params, 'destination_name', dom.name);
  let isThere = false;
  try {
    const cancelled = failure === undefined ? 0 : 1;
    const args = { params, cookieIn: cookie, flags: targetFlags, cancelled };
    cookie = (await target.call(domainMigrateFinish3Params, args)).cookieOut;
    isThere = true;
  } catch (error) {
    cookie = NOTHING;
    if (failure === undefined || tellsMore(error, failure)) failure = error;
  }
  if (isTold) await confirm(cookie, isThere ? 0 : 1);
  if (failure !== undefined) throw failure;
}

/** Whether the other host knows better why a migration failed: the domain died there. */
function tellsMore(error: unknown, failure: unknown): boolean {
  return (
    failure instanceof LibvirtError &&
    failure.domain === FROM_QEMU &&
    failure.code === ErrorCode.operationFailed &&
    error instanceof LibvirtError &&
    error.domain === FROM_QEMU &&
    error.code !== FINISH_OK
  );
}
