/** Role assignments as lists have them: as they were given, or as they come out (keystone/assignment/core.py). */
import { text } from '../../clients/json.ts';
import type { Item, State } from '../state.ts';
import { ASSIGNMENTS, groupsOf, IMPLICATIONS, MEMBERSHIPS } from './role-graph.ts';
import { domainIn, parentsOf, projectById, SYSTEM, subtreeOf } from './targets.ts';

/** A role that somebody has somewhere. */
export interface Entry {
  readonly role: string;
  /** Who has it: a user or a group. */
  readonly user?: string;
  readonly group?: string;
  /** Where: a project, a domain, or else the system. */
  readonly project?: string;
  readonly domain?: string;
  /** Whether it is only had below. */
  readonly isInherited: boolean;
  /** What it comes from, where it was not given so. */
  readonly from: {
    readonly role?: string;
    readonly group?: string;
    readonly project?: string;
    readonly domain?: string;
  };
}

/** What a list is asked for; undefined: whatever. */
export interface Wanted {
  readonly role: string | undefined;
  readonly user: string | undefined;
  readonly group: string | undefined;
  readonly project: string | undefined;
  readonly domain: string | undefined;
  readonly isSystem: boolean;
  readonly isInherited: boolean | undefined;
  /** The projects below `project` that count too. */
  readonly subtree: readonly string[];
}

function entryOf(item: Item): Entry {
  const target = text(item, 'target');
  const domain = domainIn(target);
  return {
    role: text(item, 'role'),
    ...(item.group === undefined ? { user: text(item, 'user') } : { group: text(item, 'group') }),
    ...(target === SYSTEM ? {} : domain === '' ? { project: target } : { domain }),
    isInherited: item.inherited === true,
    from: {},
  };
}

const isSystem = ({ project, domain }: Entry) => project === undefined && domain === undefined;

/** Assignments as they were given. */
export function givenEntries(state: State, wanted: Wanted): Entry[] {
  const { role, user, group, domain, project, subtree, isInherited } = wanted;
  const projects = project === undefined ? undefined : [project, ...subtree];
  const withSystem = wanted.isSystem || (project === undefined && domain === undefined);
  return state
    .all(ASSIGNMENTS)
    .map(entryOf)
    .filter(entry => {
      if (role !== undefined && entry.role !== role) return false;
      if (user !== undefined && entry.user !== user) return false;
      if (group !== undefined && entry.group !== group) return false;
      if (isSystem(entry)) return withSystem;
      if (wanted.isSystem) return false;
      if (domain !== undefined && entry.domain !== domain) return false;
      if (projects && !projects.includes(entry.project ?? '')) return false;
      return isInherited === undefined || entry.isInherited === isInherited;
    })
    .sort((one, other) => Number(isSystem(one)) - Number(isSystem(other)));
}

/** Assignments as they come out: of users, in projects and domains, with what they imply. */
export function effectiveEntries(state: State, wanted: Wanted): Entry[] {
  const { role, user, group, domain, isInherited } = wanted;
  if (group !== undefined || (domain !== undefined && isInherited === true)) return [];
  const groups = user === undefined ? [] : groupsOf(state, user);
  const counts = (entry: Entry) =>
    user === undefined || entry.user === user || (entry.group !== undefined && groups.includes(entry.group));
  const given = state
    .all(ASSIGNMENTS)
    .map(entryOf)
    .filter(entry => !isSystem(entry) && counts(entry));
  const plain = isInherited === true ? [] : given.filter(entry => isHere(entry, wanted));
  const passed = isInherited === false || domain !== undefined ? [] : given.filter(sourceFor(state, wanted));
  const expanded = [...plain, ...passed].flatMap(entry => expand(state, entry, wanted));
  const all = withImplied(state, expanded).filter(entry => !state.get('roles', entry.role)?.domain_id);
  return role === undefined ? all : all.filter(entry => entry.role === role);
}

function isHere(entry: Entry, { project, domain, subtree }: Wanted): boolean {
  if (entry.isInherited) return false;
  if (project !== undefined) return [project, ...subtree].includes(entry.project ?? '');
  return domain === undefined || entry.domain === domain;
}

/** Which inherited assignments reach a project, or any. */
function sourceFor(state: State, { project, subtree }: Wanted): (entry: Entry) => boolean {
  if (project === undefined) return entry => entry.isInherited;
  const item = projectById(state, project);
  const above = item ? parentsOf(state, item).map(({ id }) => id) : [];
  const sources = subtree.length > 0 ? [...above, ...subtree, project] : above;
  return entry =>
    entry.isInherited &&
    (entry.domain === undefined ? sources.includes(entry.project ?? '') : entry.domain === item?.domain_id);
}

/** A group's assignment as its members', an inherited one as that of the projects below. */
function expand(state: State, entry: Entry, wanted: Wanted): Entry[] {
  const { group, project, domain, user: _user, isInherited, ...rest } = entry;
  const members =
    group === undefined
      ? [entry.user ?? '']
      : wanted.user !== undefined
        ? [wanted.user]
        : state.by(MEMBERSHIPS, 'group', group).map(each => text(each, 'user'));
  const viaGroup = group === undefined ? {} : { group };
  if (!isInherited) {
    const place = project === undefined ? { domain: domain ?? '' } : { project };
    return members.map(user => ({ ...rest, user, ...place, isInherited: false, from: viaGroup }));
  }
  const source = project === undefined ? { domain: domain ?? '' } : { project };
  return members.flatMap(user =>
    projectsBelow(state, entry, wanted).map(each => ({
      ...rest,
      user,
      project: each,
      isInherited: false,
      from: { ...viaGroup, ...source },
    })),
  );
}

/** The projects that an inherited assignment comes down to. */
function projectsBelow(state: State, { project, domain }: Entry, wanted: Wanted): string[] {
  const ids = (items: readonly Item[]) => items.map(({ id }) => id);
  if (wanted.project !== undefined) {
    const asked = [wanted.project, ...wanted.subtree];
    const isAmong = wanted.subtree.length > 0 && project !== undefined && asked.includes(project);
    return isAmong ? ids(subtreeOf(state, project)) : asked;
  }
  if (project !== undefined) return ids(subtreeOf(state, project));
  return ids(state.all('projects').filter(each => each.domain_id === domain));
}

function withImplied(state: State, entries: readonly Entry[]): Entry[] {
  const key = (entry: Entry) => JSON.stringify(entry);
  const known = new Set(entries.map(key));
  const all = [...entries];
  // A list that grows while it is gone through is gone through to its end.
  for (const entry of all)
    for (const { implied } of state.by(IMPLICATIONS, 'prior', entry.role)) {
      const next = { ...entry, role: String(implied), from: { ...entry.from, role: entry.role } };
      if (known.has(key(next))) continue;
      known.add(key(next));
      all.push(next);
    }
  return all;
}
