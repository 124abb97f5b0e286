/** Key pairs (Compute API, os-keypairs). */

import { createHash, generateKeyPairSync } from 'node:crypto';
import { type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, paged, reply } from '../http.ts';
import { bodyOf } from '../schema.ts';
import { any, oneOf, textCheck } from '../schema-values.ts';
import { type Call, Refusal, type Reply, type Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { isoMicros } from '../time.ts';
import { allow } from './access.ts';
import { nextNumber } from './numbers.ts';
import { limitsOf } from './quota-limits.ts';

const KEYPAIRS = 'keypairs';

function idOf(user: string, name: string): string {
  return `${user} ${name}`;
}

/** `aa:bb:…` of some bytes. */
function colons(algorithm: 'md5' | 'sha1', data: Uint8Array): string {
  return createHash(algorithm)
    .update(data)
    .digest('hex')
    .replace(/(..)(?!$)/g, '$1:');
}

/** A public key's fingerprint: MD5 of an SSH key, SHA-1 of a certificate. @throws Refusal 400 */
function fingerprint(key: string, type: string): string {
  if (type === 'x509') {
    const body = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/.exec(key)?.[1];
    if (body === undefined) throw invalidKey();
    return colons('sha1', Buffer.from(body, 'base64'));
  }
  const [kind = '', blob = ''] = key.trim().split(/\s+/);
  const data = Buffer.from(blob, 'base64');
  const length = data.length > 4 ? data.readUInt32BE(0) : 0;
  // The blob names its kind again; whatever does not is no key.
  if (length === 0 || data.subarray(4, 4 + length).toString() !== kind) throw invalidKey();
  return colons('md5', data);
}

function invalidKey(): Refusal {
  return new Refusal(400, 'Keypair data is invalid: failed to generate fingerprint');
}

/** A length and the bytes, as SSH writes them; numbers with their sign. */
function field(data: Uint8Array, isNumber = false): Buffer {
  const content =
    isNumber && (data[0] ?? 0) >= 128 ? Buffer.concat([Buffer.from([0]), data]) : Buffer.from(data);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

/** A new RSA key as an SSH public key and a PEM private one. */
function generate(): { publicKey: string; privateKey: string } {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = pair.publicKey.export({ format: 'jwk' });
  const blob = Buffer.concat([
    field(Buffer.from('ssh-rsa')),
    field(Buffer.from(e, 'base64url'), true),
    field(Buffer.from(n, 'base64url'), true),
  ]);
  return {
    publicKey: `ssh-rsa ${blob.toString('base64')} Generated-by-Nova`,
    privateKey: pair.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  };
}

/** Whose keys are asked for: an admin may say so. */
function owner(call: Call, rule: string): string {
  const wanted = call.version >= 10 ? call.query.get('user_id') : null;
  if (wanted === null || wanted === call.caller.userId) return call.caller.userId;
  allow(call, `os-keypairs:${rule}`);
  return wanted;
}

function listView(pair: Item, version: number): JsonObject {
  const { name, public_key, fingerprint } = pair;
  return { name, public_key, fingerprint, ...(version >= 2 ? { type: pair.type } : {}) };
}

function inPath(call: Call, rule: string): Item {
  const { name = '' } = call.params;
  const user = owner(call, rule);
  const pair = call.state.get(KEYPAIRS, idOf(user, name));
  if (!pair) throw new Refusal(404, `Keypair ${name} not found for user ${user}`);
  return pair;
}

function create(call: Call): Reply {
  const { version, state, caller } = call;
  const checks = {
    name: textCheck(1),
    public_key: textCheck(),
    ...(version >= 2 ? { type: oneOf('ssh', 'x509') } : {}),
    ...(version >= 10 ? { user_id: any } : {}),
  };
  const body = bodyOf(call, 'keypair', version >= 92 ? ['name', 'public_key'] : ['name'], checks);
  const user = text(body, 'user_id') || caller.userId;
  if (user !== caller.userId) allow(call, 'os-keypairs:create');
  const name = text(body, 'name');
  const allowed = version >= 92 ? /^[@._\- 0-9a-zA-Z]+$/ : /^[_\- 0-9a-zA-Z]+$/;
  const letters = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  if (!allowed.test(name))
    throw new Refusal(
      400,
      `An invalid 'name' value was provided. The name must be: Only expected characters: [${version >= 92 ? '@._- ' : '_- '}${letters}]`,
    );
  if (state.get(KEYPAIRS, idOf(user, name))) throw new Refusal(409, `Key pair '${name}' already exists.`);
  const limit = limitsOf(state, caller.projectId).key_pairs ?? -1;
  if (limit >= 0 && state.by(KEYPAIRS, 'user', user).length >= limit)
    throw new Refusal(403, 'Quota exceeded, too many key pairs.');
  const type = text(body, 'type') || 'ssh';
  const made = body.public_key === undefined ? generate() : undefined;
  const key = made?.publicKey ?? text(body, 'public_key');
  const pair: Item = {
    id: idOf(user, name),
    number: nextNumber(state, 'keypairs'),
    user,
    name,
    type,
    public_key: key,
    fingerprint: fingerprint(key, type),
    created: call.now,
  };
  state.put(KEYPAIRS, pair);
  const shown = {
    ...listView(pair, version),
    user_id: user,
    ...(made ? { private_key: made.privateKey } : {}),
  };
  return reply(version >= 2 ? 201 : 200, { keypair: shown });
}

export const keypairRoutes: Routes = {
  'GET /os-keypairs': call => {
    const user = owner(call, 'index');
    const pairs = call.state
      .by(KEYPAIRS, 'user', user)
      .sort((a, b) => (text(a, 'name') < text(b, 'name') ? -1 : 1))
      .map(pair => ({ ...pair, id: text(pair, 'name') }));
    const { items, next } =
      call.version >= 35
        ? paged(call, pairs, marker => new Refusal(400, `Marker ${marker} could not be found.`))
        : { items: pairs, next: undefined };
    const href = `${call.origin}${call.path}?${next}`;
    const links = next === undefined ? {} : { keypairs_links: [{ rel: 'next', href }] };
    return ok({ keypairs: items.map(pair => ({ keypair: listView(pair, call.version) })), ...links });
  },
  'GET /os-keypairs/:name': call => {
    const pair = inPath(call, 'show');
    const about = {
      created_at: isoMicros(Math.floor(Number(pair.created) / 1000) * 1000),
      deleted: false,
      deleted_at: null,
      id: pair.number,
      user_id: pair.user,
      updated_at: null,
    };
    return ok({ keypair: { ...listView(pair, call.version), ...about } });
  },
  'POST /os-keypairs': create,
  'DELETE /os-keypairs/:name': call => {
    call.state.remove(KEYPAIRS, inPath(call, 'delete').id);
    return empty(call.version >= 2 ? 204 : 202);
  },
};
