/** Microversions: which one is sent, and in which headers. */
import type { VersionRange } from './auth/cache.ts';
import { aliasesOf, byType } from './endpoints.ts';

/** The name in `OpenStack-API-Version` where it is not the official service type. */
const NAMES: Readonly<Record<string, string>> = {
  'block-storage': 'volume',
  'shared-file-system': 'shared-file-system',
};

/** Headers from before `OpenStack-API-Version`, sent along for old services. */
const LEGACY: Readonly<Record<string, string>> = {
  compute: 'x-openstack-nova-api-version',
  baremetal: 'x-openstack-ironic-api-version',
  'baremetal-introspection': 'x-openstack-ironic-inspector-api-version',
  'shared-file-system': 'x-openstack-manila-api-version',
};

/**
 * The headers that ask for a microversion.
 * @param type any name of the service
 * @param version such as `2.93`
 */
export function microversionHeaders(type: string, version: string): Record<string, string> {
  const [official = type] = aliasesOf(type);
  const legacy = LEGACY[official];
  const name = NAMES[official] ?? official;
  return {
    'openstack-api-version': `${name} ${version}`,
    ...(legacy === undefined ? {} : { [legacy]: version }),
  };
}

/** Whether a service has microversions at all, so that it is known which. @param type any name of the service */
export function hasMicroversions(type: string): boolean {
  const [official = type] = aliasesOf(type);
  return official in NAMES || official in LEGACY;
}

/**
 * The microversion that the user asked for: an API version with a minor number. `.0` is one for compute and block
 * storage alone; elsewhere it is the way to write a major version.
 * @param apiVersions settings by service type
 * @param type any name of the service
 * @returns undefined for `2`, `latest`, `2.latest` and nothing
 */
export function requestedVersion(
  apiVersions: Readonly<Record<string, string>>,
  type: string,
): string | undefined {
  const version = byType(apiVersions, type);
  const [official = type] = aliasesOf(type);
  const pattern = ['block-storage', 'compute'].includes(official) ? /^\d+\.\d+$/ : /^\d+\.[1-9]\d*$/;
  return version !== undefined && pattern.test(version) ? version : undefined;
}

/**
 * The highest version that both sides know.
 * @param cap the newest one of the caller's, or `latest`
 * @param range what the server offers
 * @returns undefined when there is none in common
 */
export function highestCommon(cap: string, range: VersionRange): string | undefined {
  if (range.max === '') return undefined;
  if (cap === 'latest') return range.max;
  if (range.min !== '' && compareVersions(cap, range.min) < 0) return undefined;
  return compareVersions(cap, range.max) <= 0 ? cap : range.max;
}

/** Orders versions by number: `2.9` before `2.10`. @returns negative, 0 or positive, as sort wants it */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  return (left[0] ?? 0) - (right[0] ?? 0) || (left[1] ?? 0) - (right[1] ?? 0);
}
