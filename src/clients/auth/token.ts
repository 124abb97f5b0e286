/** What the identity service says about a token. */
import { child, children, isObject, type Json, type JsonObject, text } from '../json.ts';
import { type Catalog, readCatalog } from './catalog.ts';

/** Who a token belongs to and what it is scoped to. */
export interface Identity {
  readonly token: string;
  readonly expiresAt: string;
  readonly userId: string;
  readonly userName: string;
  readonly projectId: string | undefined;
  readonly projectName: string | undefined;
  readonly domainId: string | undefined;
  readonly roles: readonly string[];
  /** `all` for a token of system scope. */
  readonly systemScope?: string | undefined;
  readonly issuedAt?: string;
}

/** A token with what came with it. */
export interface Grant {
  readonly identity: Identity;
  readonly catalog: Catalog;
}

/**
 * Reads the answer to `POST /v3/auth/tokens`.
 * @param id the token itself, from the header `X-Subject-Token`
 * @param body the answer's body
 * @returns undefined when the body describes no token
 */
export function readGrant(id: string, body: Json): Grant | undefined {
  const token = objectIn(body, 'token');
  if (!token || id === '') return undefined;
  const user = child(token, 'user');
  const project = objectIn(token, 'project');
  const domain = objectIn(token, 'domain');
  const identity: Identity = {
    token: id,
    expiresAt: text(token, 'expires_at'),
    issuedAt: text(token, 'issued_at'),
    userId: text(user, 'id'),
    userName: text(user, 'name'),
    projectId: project && text(project, 'id'),
    projectName: project && text(project, 'name'),
    domainId: domain && text(domain, 'id'),
    roles: children(token, 'roles').map(role => text(role, 'name')),
    systemScope: objectIn(token, 'system') ? 'all' : undefined,
  };
  return { identity, catalog: readCatalog(token) };
}

function objectIn(value: Json | undefined, key: string): JsonObject | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : undefined;
}
