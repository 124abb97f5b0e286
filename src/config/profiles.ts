/** Profiles that are in no file: those that the SDK knows by name, and those that a vendor keeps at a URL. */
import { ConfigError } from './errors.ts';
import { withoutUser } from './mask.ts';
import { isTree, merge, type Tree, text } from './tree.ts';
import { VENDORS } from './vendors.ts';

/** Where a vendor keeps the profile of a cloud at a host. */
const WELL_KNOWN = '/.well-known/openstack/api';

/** What a web server answered. */
export interface Page {
  readonly status: number;
  readonly reason: string;
  readonly text: string;
}

/** Gets a page, with the user that the URL may name; undefined where nothing may be asked of the network. */
export type GetPage = ((url: string) => Promise<Page>) | undefined;

/**
 * Looks a profile up (vendors.get_profile and _expand_vendor_profile of the SDK's configuration).
 * @param name a vendor's, or a URL
 * @returns undefined for a name that nobody knows
 * @throws ConfigError for a cloud that is no more and a page that is no profile; what `get` throws
 */
export async function vendorProfile(name: string, get: GetPage): Promise<Tree | undefined> {
  const named = vendor(name);
  const place = named === undefined ? name : text(named.profile ?? '');
  const found = place === '' ? named : ((await remote(place, get)) ?? named);
  if (found === undefined) return undefined;
  const { status, message, profile: _profile, ...profile } = found;
  if (status === 'shutdown')
    throw new ConfigError(`${name} references a cloud that no longer exists: ${text(message)}`);
  return profile;
}

function vendor(name: string): Tree | undefined {
  return Object.hasOwn(VENDORS, name) ? VENDORS[name] : undefined;
}

async function remote(name: string, get: GetPage): Promise<Tree | undefined> {
  const url = URL.canParse(name) ? new URL(name) : undefined;
  if (!url?.host || !get) return undefined;
  const user = url.username === '' ? '' : `${url.username}:${url.password}@`;
  const place = `${url.protocol}//${url.host}${WELL_KNOWN}`;
  if (!/^https?:$/.test(url.protocol))
    throw new ConfigError(`No connection adapters were found for '${place}'`);
  const { status, reason, text: body } = await get(`${url.protocol}//${user}${url.host}${WELL_KNOWN}`);
  if (status >= 300)
    throw new ConfigError(
      `${withoutUser(name)} is a remote profile that could not be fetched: ${status} ${reason}`,
    );
  const said = parsed(body);
  const profile = isTree(said) ? said.profile : undefined;
  if (!isTree(said) || !isTree(profile))
    throw new ConfigError(`What ${place} holds is no profile of a cloud.`);
  return merge(profile, vendor(text(said.name)) ?? {});
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
