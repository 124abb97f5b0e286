/** Who may do what: Keystone's default rules (keystone/common/policies), each the new one or the one before it. */
import { type JsonObject, text } from '../../clients/json.ts';
import type { Call } from '../service.ts';
import type { Item } from '../state.ts';
import { forbidden, unauthorized } from './refusals.ts';
import { type Subject, subjectOf } from './subject.ts';
import { unseal } from './token.ts';

/** Who asks, as rules see it. */
export interface Actor extends Subject {
  readonly userId: string;
  readonly isAdmin: boolean;
  readonly roleNames: ReadonlySet<string>;
  /** The ID of the domain that the token is for; '' for another token. */
  readonly domainScope: string;
}

/** What a rule is about; a key that is missing is something that is not there. */
export type Target = Readonly<Record<string, JsonObject | undefined>>;

type Check = (actor: Actor, target: Target, call: Call) => boolean;

const admin: Check = ({ isAdmin }) => isAdmin;
const anyone: Check = () => true;
const systemReader: Check = ({ isSystem, roleNames }) => isSystem && roleNames.has('reader');
/** The user in the path. */
const owner: Check = ({ userId }, _target, { params }) => params.user === userId;
/** Somebody's own thing. @param kind of what @param key where it says whose it is */
const owns =
  (kind: string, key = 'id'): Check =>
  ({ userId }, target) =>
    target[kind]?.[key] === userId;
/** A reader in the domain that all of these are in. */
const domainReader =
  (...places: readonly (readonly [kind: string, key: string])[]): Check =>
  ({ domainScope, roleNames }, target) =>
    roleNames.has('reader') &&
    domainScope !== '' &&
    places.every(([kind, key]) => target[kind]?.[key] === domainScope);
/** Any reader for what is in no domain, as a domain is: to the rule, nothing is the domain of such a token. */
const domainless: Check = ({ domainScope, roleNames }, { project }) =>
  domainScope === '' && roleNames.has('reader') && project?.domain_id === null;
/** A token for the project in question. */
const inProject =
  (kind: string, key = 'id'): Check =>
  ({ project }, target) =>
    project !== undefined && target[kind]?.[key] === project.id;

const readers = [admin, systemReader];
const ofUser = domainReader(['user', 'domain_id']);
const ofGroup = domainReader(['group', 'domain_id']);
const tagged = [...readers, domainReader(['project', 'domain_id']), domainless, inProject('project')];
const ofTrust = [...readers, owns('trust', 'trustor_user_id'), owns('trust', 'trustee_user_id')];

/** Both ends of a role assignment in the domain, and the role in it or in none. */
function grantsIn(roleName: string): Check {
  return ({ domainScope, roleNames }, target) => {
    if (domainScope === '' || !roleNames.has(roleName)) return false;
    const who = target.user ?? target.group;
    const where = target.project ? target.project.domain_id : target.domain?.id;
    const role = target.role?.domain_id ?? domainScope;
    return who?.domain_id === domainScope && where === domainScope && role === domainScope;
  };
}

/** Rules that are not what their name says: reading for admins and readers of the system, the rest for admins. */
const RULES: Readonly<Record<string, readonly Check[]>> = {
  get_access_rule: [systemReader, owns('user')],
  list_access_rules: [systemReader, owns('user')],
  delete_access_rule: [({ isSystem, isAdmin }) => isSystem && isAdmin, owns('user')],
  get_access_token: [admin],
  get_access_token_role: [admin],
  list_access_tokens: [admin],
  list_access_token_roles: [admin],
  get_application_credential: [...readers, owns('owner')],
  list_application_credentials: [...readers, owner],
  create_application_credential: [owner],
  delete_application_credential: [admin, owns('owner')],
  get_auth_catalog: [anyone],
  get_auth_projects: [anyone],
  get_auth_domains: [anyone],
  get_auth_system: [anyone],
  get_credential: [...readers, owns('credential', 'user_id')],
  list_credentials: [...readers, owns('credential', 'user_id')],
  create_credential: [admin, owns('credential', 'user_id')],
  update_credential: [admin, owns('credential', 'user_id')],
  delete_credential: [admin, owns('credential', 'user_id')],
  ec2_get_credential: [...readers, owns('credential', 'user_id')],
  ec2_list_credentials: [admin, owner],
  ec2_create_credential: [admin, owner],
  ec2_delete_credential: [admin, owns('credential', 'user_id')],
  get_domain: [
    ...readers,
    ({ domain, project }, target) =>
      target.domain !== undefined && target.domain.id === (domain?.id ?? project?.domain_id),
  ],
  check_grant: [...readers, grantsIn('reader')],
  list_grants: [...readers, grantsIn('reader')],
  create_grant: [admin, grantsIn('admin')],
  revoke_grant: [admin, grantsIn('admin')],
  get_group: [...readers, ofGroup],
  list_groups: [...readers, ofGroup],
  list_groups_for_user: [...readers, ofUser, owner],
  list_users_in_group: [...readers, ofGroup],
  check_user_in_group: [...readers, domainReader(['group', 'domain_id'], ['user', 'domain_id'])],
  get_limit_model: [anyone],
  get_limit: [
    ...readers,
    ({ domainScope }, { limit }) => domainScope !== '' && limit?.domain_scope === domainScope,
    inProject('limit', 'project_id'),
  ],
  list_limits: [anyone],
  get_project: tagged,
  list_projects: [...readers, domainReader(['scope', 'domain_id'])],
  list_user_projects: [...readers, ofUser, owner],
  list_project_tags: tagged,
  get_project_tag: tagged,
  get_region: [anyone],
  list_regions: [anyone],
  get_registered_limit: [anyone],
  list_registered_limits: [anyone],
  list_revoke_events: [admin, ({ roleNames }) => roleNames.has('service')],
  list_role_assignments: [...readers, domainReader(['scope', 'domain_id'])],
  list_role_assignments_for_tree: [...readers, domainReader(['scope', 'domain_id'])],
  check_token: [...readers, owns('token', 'user_id')],
  validate_token: [...readers, ({ roleNames }) => roleNames.has('service'), owns('token', 'user_id')],
  revoke_token: [admin, owns('token', 'user_id')],
  create_trust: [owns('trust', 'trustor_user_id')],
  list_trusts_for_trustor: [...readers, owns('trust', 'trustor_user_id')],
  list_trusts_for_trustee: [...readers, owns('trust', 'trustee_user_id')],
  list_roles_for_trust: ofTrust,
  get_role_for_trust: ofTrust,
  get_trust: ofTrust,
  delete_trust: [admin, owns('trust', 'trustor_user_id')],
  get_user: [...readers, ofUser, owns('user')],
  list_users: [...readers, domainReader(['scope', 'domain_id'])],
};

function checksOf(rule: string): readonly Check[] {
  return RULES[rule] ?? (/^(get|list|check)_/.test(rule) ? readers : [admin]);
}

/** Who asks. @throws Refusal 401 for a token that is worth nothing */
export function actorOf(call: Call): Actor {
  const claims = unseal(call.state, call.headers['x-auth-token'] ?? '', call.now);
  if (!claims) throw unauthorized();
  const subject = subjectOf(call.state, claims, call.now);
  const roleNames = new Set(subject.roles.map(role => text(role, 'name').toLowerCase()));
  const domainScope = subject.domain?.id ?? '';
  return { ...subject, userId: subject.user.id, isAdmin: roleNames.has('admin'), roleNames, domainScope };
}

/**
 * Holds a request to a rule.
 * @param rule such as `list_users`
 * @param target what it is about
 * @returns who asks
 * @throws Refusal 403 when the rule forbids it
 */
export function allow(call: Call, rule: string, target: Target = {}): Actor {
  const actor = actorOf(call);
  if (!checksOf(rule).some(check => check(actor, target, call))) throw forbidden(`identity:${rule}`);
  return actor;
}

/** The domain that a token is for, as rules about lists see it. */
export function scopeOf({ domain }: Pick<Actor, 'domain'>): Target {
  return domain ? { scope: { domain_id: domain.id } } : {};
}

/** Those of a domain, for a token of one; else all. */
export function inDomain(actor: Actor, items: readonly Item[]): readonly Item[] {
  const { domainScope } = actor;
  return domainScope === '' ? items : items.filter(each => each.domain_id === domainScope);
}
