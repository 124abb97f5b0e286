/** Roles that users and groups have in projects, in domains and in the system (Identity API v3, "Roles"; OS-INHERIT). */
import { text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import type { Call, Handler, Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { view } from './kind.ts';
import { listOf } from './lists.ts';
import { allow, type Target } from './policy.ts';
import { invalid, missing, notAllowed, notFound } from './refusals.ts';
import { GROUPS } from './removal.ts';
import { ASSIGNMENTS } from './role-graph.ts';
import { role } from './roles.ts';
import { domainTarget, projectById, SYSTEM } from './targets.ts';

/** Where a role is had, and who has it: what a path says before the role. */
interface Place {
  readonly where: 'project' | 'domain' | 'system';
  readonly who: 'user' | 'group';
  /** Whether it is passed on to the projects below, and not had in the place itself. */
  readonly isInherited: boolean;
}

/** A role of somebody somewhere. */
interface Grant {
  readonly actor: string;
  /** As assignments name it, and as paths do. */
  readonly target: string;
  readonly place: string;
  readonly role: Item | undefined;
  readonly id: string;
}

/** What a path is about; undefined for what is not there. */
function subjects(call: Call, { where, who }: Place): Target {
  const { project = '', domain = '', user = '', group = '', role: id = '' } = call.params;
  return {
    role: call.state.get('roles', id),
    ...(who === 'user' ? { user: call.state.get('users', user) } : { group: call.state.get(GROUPS, group) }),
    ...(where === 'project' ? { project: projectById(call.state, project) } : {}),
    ...(where === 'domain' ? { domain: call.state.get('domains', domain) } : {}),
  };
}

/**
 * What a request is about.
 * @param needs what has to be there, in the order in which it is looked for
 * @throws Refusal 403, or 404 for what is not there
 */
function grantIn(call: Call, place: Place, rule: string, needs: readonly string[]): Grant {
  const target = subjects(call, place);
  const { where, who, isInherited } = place;
  // Keystone looks before it asks who may, where the path is not one of OS-INHERIT.
  if (isInherited) allow(call, rule, target);
  for (const kind of needs)
    if (target[kind] === undefined && call.params[kind] !== undefined)
      throw missing(kind, call.params[kind] ?? '');
  if (!isInherited) allow(call, rule, target);
  const actor = call.params[who] ?? '';
  const at = where === 'system' ? SYSTEM : (call.params[where] ?? '');
  const kept = where === 'domain' ? domainTarget(at) : at;
  const words = [...(who === 'group' ? ['group'] : []), actor, kept, call.params.role ?? ''];
  return {
    actor,
    target: kept,
    place: at,
    role: call.state.get('roles', call.params.role ?? ''),
    id: [...words, ...(isInherited ? ['inherited'] : [])].join(' '),
  };
}

function checkThere(call: Call, { id, actor, place }: Grant): void {
  if (call.state.get(ASSIGNMENTS, id)) return;
  throw notFound(
    `Could not find role assignment with role: ${call.params.role ?? ''}, user or group: ${actor}, project, domain, ` +
      `or system: ${place}.`,
  );
}

/** @throws Refusal for a role of a domain where it cannot be had */
function checkRole(call: Call, { where }: Place, { role: given, place }: Grant): void {
  if (!given?.domain_id) return;
  const rest = 'Unable to use a domain-specific role in a system assignment.';
  if (where === 'system') throw invalid(`Role ${given.id} is a domain-specific role. ${rest}`);
  if (where === 'project' && projectById(call.state, place)?.domain_id !== given.domain_id)
    throw notAllowed(`Project ${place} must be in the same domain as the role ${given.id} being assigned.`);
}

const ALL = ['role', 'user', 'group', 'domain', 'project'];
const WITHOUT_ACTOR = ['role', 'domain', 'project'];

function routesAt(place: Place): Record<string, Handler> {
  const { where, who, isInherited } = place;
  const at = where === 'system' ? '/system' : `/${where}s/:${where}`;
  const [before, after] = isInherited ? ['/OS-INHERIT', '/inherited_to_projects'] : ['', ''];
  const list = `${before}${at}/${who}s/:${who}/roles`;
  const one = `${list}/:role${after}`;
  const rule = (verb: string, plain: string) =>
    where === 'system' ? `${verb}_system_${plain}_for_${who}` : `${verb}_${plain}`;
  const lists: Record<string, Handler> = {
    [`GET ${list}${after}`]: call => {
      const needs = isInherited ? WITHOUT_ACTOR : ALL.slice(1);
      const { actor, target } = grantIn(call, place, rule('list', 'grants'), needs);
      const held = call.state
        .by(ASSIGNMENTS, who, actor)
        .filter(each => each.target === target && (each.inherited === true) === isInherited);
      const roles = held.flatMap(each => call.state.get('roles', text(each, 'role')) ?? []);
      return ok(
        listOf(
          call,
          'roles',
          roles.map(each => view(role, call, each)),
        ),
      );
    },
  };
  return {
    // OS-INHERIT has no lists of a project.
    ...(isInherited && where === 'project' ? {} : lists),
    [`GET ${one}`]: call => {
      checkThere(call, grantIn(call, place, rule('check', 'grant'), isInherited ? WITHOUT_ACTOR : ALL));
      return empty();
    },
    [`PUT ${one}`]: call => {
      const grant = grantIn(call, place, rule('create', 'grant'), isInherited ? WITHOUT_ACTOR : ALL);
      checkRole(call, place, grant);
      const { id, actor, target } = grant;
      const inherited = isInherited ? { inherited: true } : {};
      call.state.put(ASSIGNMENTS, { id, [who]: actor, role: call.params.role ?? '', target, ...inherited });
      return empty();
    },
    [`DELETE ${one}`]: call => {
      const grant = grantIn(call, place, rule('revoke', 'grant'), WITHOUT_ACTOR);
      checkThere(call, grant);
      call.state.remove(ASSIGNMENTS, grant.id);
      return empty();
    },
  };
}

const PLACES: readonly Place[] = (['user', 'group'] as const).flatMap(who => [
  { where: 'project', who, isInherited: false } as const,
  { where: 'domain', who, isInherited: false } as const,
  { where: 'system', who, isInherited: false } as const,
  { where: 'project', who, isInherited: true } as const,
  { where: 'domain', who, isInherited: true } as const,
]);

export const routes: Routes = Object.assign({}, ...PLACES.map(routesAt));
