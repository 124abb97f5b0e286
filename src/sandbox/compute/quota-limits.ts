/** How much a project may have. */
import type { JsonObject } from '../../clients/json.ts';
import { Refusal } from '../service.ts';
import type { State } from '../state.ts';
import { usageOf } from './placement.ts';
import type { Flavor } from './types.ts';

export const QUOTAS = 'compute_quotas';

/** What a project may have where nothing else was set; the network's are the network service's own, hence -1. */
export const DEFAULTS: Readonly<Record<string, number>> = {
  cores: 20,
  fixed_ips: -1,
  floating_ips: -1,
  injected_file_content_bytes: 10240,
  injected_file_path_bytes: 255,
  injected_files: 5,
  instances: 10,
  key_pairs: 100,
  metadata_items: 128,
  ram: 51200,
  security_group_rules: -1,
  security_groups: -1,
  server_group_members: 10,
  server_groups: 10,
};

/** A project's limits by resource. */
export function limitsOf(state: State, project: string): Record<string, number> {
  const set: JsonObject = state.get(QUOTAS, project) ?? {};
  const classes: JsonObject = state.get(QUOTAS, 'class default') ?? {};
  return Object.fromEntries(
    Object.entries(DEFAULTS).map(([key, initial]) => {
      const value = set[key] ?? classes[key];
      return [key, typeof value === 'number' ? value : initial];
    }),
  );
}

/**
 * How many servers of a flavor may be made.
 * @param counts the least and the most that are wanted
 * @returns a number between them
 * @throws Refusal 403 `Quota exceeded for instances: Requested 1, but already used 10 of 10 instances`
 */
export function allowedServers(
  state: State,
  project: string,
  flavor: Flavor,
  counts: { readonly least: number; readonly most: number },
): number {
  const limits = limitsOf(state, project);
  const used = usageOf(state, project);
  const each = { instances: 1, cores: flavor.vcpus, ram: flavor.ram };
  const room = (key: 'instances' | 'cores' | 'ram') => {
    const limit = limits[key] ?? -1;
    if (limit < 0 || each[key] === 0) return Number.POSITIVE_INFINITY;
    return Math.max(0, Math.floor((limit - used[key]) / each[key]));
  };
  const keys = ['cores', 'instances', 'ram'] as const;
  const allowed = Math.min(counts.most, ...keys.map(room));
  if (allowed >= counts.least) return allowed;
  const over = keys.filter(key => room(key) < counts.most);
  const { least, most } = counts;
  const wanted = (key: (typeof keys)[number]) =>
    key === 'instances' ? (least === most ? String(least) : `${least}-${most}`) : String(each[key] * most);
  const names = over.join(', ');
  const requested = over.map(wanted).join(', ');
  const taken = over.map(key => used[key]).join(', ');
  const limit = over.map(key => limits[key]).join(', ');
  throw new Refusal(
    403,
    `Quota exceeded for ${names}: Requested ${requested}, but already used ${taken} of ${limit} ${names}`,
  );
}
