/** What a token says, to whoever may ask (keystone/common/render_token.py). */
import { isList, type JsonObject, text } from '../../clients/json.ts';
import type { Call } from '../service.ts';
import type { Item, State } from '../state.ts';
import { catalogOf } from './catalog.ts';
import type { Subject } from './subject.ts';
import { tokenTime } from './times.ts';

/** Collection of service providers, which are named in every token. */
export const SERVICE_PROVIDERS = 'service_providers';

function domainOf(state: State, id: string): JsonObject {
  return { id, name: text(state.get('domains', id) ?? {}, 'name') };
}

function projectView(state: State, project: Item): JsonObject {
  const domain = domainOf(state, text(project, 'domain_id'));
  return { domain, id: project.id, name: text(project, 'name') };
}

/** A token's body. @param withCatalog whether it has the catalogue, where it has a scope */
export function tokenBody(call: Call, subject: Subject, withCatalog: boolean): JsonObject {
  const { state } = call;
  const { claims, user, project } = subject;
  const isScoped = claims.target !== '' || claims.trust !== '';
  const owner = subject.trust ? text(subject.trust, 'trustor_user_id') : user.id;
  return {
    methods: claims.methods,
    user: {
      domain: domainOf(state, text(user, 'domain_id')),
      id: user.id,
      name: text(user, 'name'),
      password_expires_at: user.password_expires_at ?? null,
    },
    audit_ids: claims.audits,
    expires_at: tokenTime(claims.expires),
    issued_at: tokenTime(claims.issued),
    ...scopeBody(state, subject),
    ...(isScoped && withCatalog ? { catalog: catalogOf(state, call.origin, owner, project?.id ?? '') } : {}),
    ...providers(state),
    ...delegation(subject),
  };
}

function scopeBody(state: State, subject: Subject): JsonObject {
  const { trust, project, domain, isSystem, roles: held } = subject;
  const roles = held.map(({ id, name = null }) => ({ id, name }));
  if (isSystem) return { roles, system: { all: true } };
  if (domain) return { domain: domainOf(state, domain.id), roles };
  if (trust) {
    const [trustor, trustee] = [text(trust, 'trustor_user_id'), text(trust, 'trustee_user_id')];
    return {
      'OS-TRUST:trust': {
        id: trust.id,
        trustor_user: { id: trustor },
        trustee_user: { id: trustee },
        impersonation: trust.impersonation ?? false,
      },
      ...(project ? { project: projectView(state, project) } : {}),
      roles: held.map(({ id, name = null, domain_id = null, description = null, options = {} }) => ({
        ...{ id, name, domain_id, description, options },
      })),
    };
  }
  return project ? { project: projectView(state, project), is_domain: false, roles } : {};
}

function providers(state: State): JsonObject {
  const enabled = state.all(SERVICE_PROVIDERS).filter(each => each.enabled === true);
  const shown = enabled.map(({ auth_url = null, id, sp_url = null }) => ({ auth_url, id, sp_url }));
  return shown.length > 0 ? { service_providers: shown } : {};
}

function delegation({ access, credential }: Subject): JsonObject {
  const oauth = access
    ? { 'OS-OAUTH1': { access_token_id: access.id, consumer_id: text(access, 'consumer_id') } }
    : {};
  if (!credential) return oauth;
  const rules = isList(credential.access_rules) ? { access_rules: credential.access_rules } : {};
  const restricted = credential.unrestricted !== true;
  return {
    ...oauth,
    application_credential: { id: credential.id, name: text(credential, 'name'), restricted, ...rules },
  };
}
