/** What the identity service refuses, and in which words (keystone/exception.py). */
import type { JsonObject } from '../../clients/json.ts';
import { phrase, reply } from '../http.ts';
import { Refusal, type RefusalStyle } from '../service.ts';

const MALFORMED =
  'The server could not comply with the request since it is either malformed or otherwise incorrect. ' +
  'The client is assumed to be in error.';

/** What is said of a body that is no JSON. */
export const NO_JSON = `Expecting to find valid JSON in request body. ${MALFORMED}`;

/** A request that makes no sense, told in a sentence. */
export function invalid(message: string): Refusal {
  return new Refusal(400, message);
}

/** A request that misses something. @param what such as `auth` @param where such as `request body` */
export function expecting(what: string, where: string): Refusal {
  return invalid(`Expecting to find ${what} in ${where}. ${MALFORMED}`);
}

/** A time that cannot be read. */
export function badTime(): Refusal {
  return invalid(`Timestamp not in expected format. ${MALFORMED}`);
}

/** A time that has gone by where it may not have. */
export function expired(): Refusal {
  return invalid(`The 'expires_at' must not be before now. ${MALFORMED}`);
}

/** Whoever asks is not known; everything that is wrong with credentials is one and the same to the outside. */
export function unauthorized(): Refusal {
  return new Refusal(401, 'The request you have made requires authentication.');
}

/** Something that the caller may not do. @param action a rule, such as `identity:list_users`, or a sentence */
export function forbidden(action: string): Refusal {
  return new Refusal(403, `You are not authorized to perform the requested action: ${action}.`);
}

/** Something that nobody may say more about. */
export function denied(): Refusal {
  return new Refusal(403, 'You are not authorized to perform the requested action.');
}

/** Something that is not allowed as things are; everybody may know why. */
export function notAllowed(message: string): Refusal {
  return new Refusal(403, message);
}

/** An ID that nothing has. @param kind such as `user` */
export function missing(kind: string, id: string): Refusal {
  return notFound(`Could not find ${kind}: ${id}.`);
}

/** Something else that is not there. */
export function notFound(message: string): Refusal {
  return new Refusal(404, message);
}

/** A name or an ID that is taken. @param kind such as `user` */
export function conflict(kind: string, details: string): Refusal {
  return new Refusal(409, `Conflict occurred attempting to store ${kind} - ${details}.`);
}

/** A refusal whose answer has more to say than a sentence. */
export class Detailed extends Refusal {
  constructor(
    status: number,
    readonly body: JsonObject,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(status, phrase(status), '', headers);
  }
}

/** Authentication that failed in a way that is told. @param identity what would have helped */
export function unauthenticated(message: string, identity: JsonObject): Refusal {
  return new Detailed(401, { error: { code: 401, identity, message, title: phrase(401) } });
}

/** The page that the framework makes of a path that is not there. */
const LOST = `<!doctype html>
<html lang=en>
<title>404 Not Found</title>
<h1>Not Found</h1>
<p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>
`;

/** `{"error": {"code": 404, "message": …, "title": …}}`; what the framework refuses itself looks different. */
export const keystoneStyle: RefusalStyle = (refusal, { origin }) => {
  const { status, message, kind } = refusal;
  const asks = status === 401 ? { 'www-authenticate': `Keystone uri="${origin}/identity/v3"` } : {};
  const headers = { vary: 'X-Auth-Token', ...asks, ...refusal.headers };
  if (kind === 'nowhere')
    return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, content: LOST };
  if (status === 405) return reply(status, { message }, headers);
  const usual = { error: { code: status, message, title: phrase(status) } };
  return reply(status, refusal instanceof Detailed ? refusal.body : usual, headers);
};
