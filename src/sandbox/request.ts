/** What comes with a request: headers by their lower-case names, and bodies of any kind as JSON. */
import type { Json } from '../clients/json.ts';
import type { RequestBody } from '../clients/transport.ts';
import { readAll } from './response.ts';
import type { Match } from './router.ts';
import { Refusal, type Service } from './service.ts';

/**
 * A request's body.
 * @returns what it says; null where there is none; what the service's own reader makes of it, where the route has one
 * @throws Refusal 400 for what is no JSON
 */
export async function bodyOf(service: Service, match: Match, body: RequestBody | undefined): Promise<Json> {
  const upload = service.uploads?.[match.route];
  if (upload) return upload(pieces(body));
  const text = typeof body === 'string' ? body : Buffer.from(await readAll(pieces(body))).toString('utf8');
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, service.malformed);
  }
}

async function* pieces(body: RequestBody | undefined): AsyncGenerator<Uint8Array> {
  if (body === undefined) return;
  if (typeof body === 'string') yield Buffer.from(body);
  else if (body instanceof Uint8Array) yield body;
  else yield* body;
}

/** Headers by their names in lower case. */
export function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
