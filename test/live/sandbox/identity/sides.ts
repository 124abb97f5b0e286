/** The same requests to the sandbox's identity service and to the real one, and everything that they answered. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
  child,
  isList,
  isObject,
  type Json,
  type JsonObject,
  parseJson,
  text,
} from '../../../../src/clients/json.ts';
import { createSandbox, ORIGIN } from '../../../../src/sandbox/cloud.ts';
import { login } from '../../../sandbox/cloud.ts';
import { openrc } from '../../harness/credentials.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** An identity service behind HTTP. */
interface Service {
  readonly name: 'sandbox' | 'real';
  /** Where it is, `/v3` included. */
  readonly url: string;
  readonly password: string;
  send(method: string, url: string, headers: Record<string, string>, body?: string): Promise<Answer>;
  /** Leaves nothing behind on this machine. */
  end(): void;
}

function embedded(): Service {
  const folder = mkdtempSync(join(tmpdir(), 'ostk-identity-'));
  const dir = join(folder, 'state');
  const sandbox = createSandbox({ dir, uid: undefined, now: Date.now });
  return {
    name: 'sandbox',
    url: `${ORIGIN}/identity/v3`,
    password: 'secret',
    async send(method, url, headers, body) {
      const response = await sandbox.send({ method, url, headers, body });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function real(): Service {
  const { OS_AUTH_URL = '', OS_PASSWORD = '' } = openrc('admin');
  return {
    name: 'real',
    url: OS_AUTH_URL,
    password: OS_PASSWORD,
    async send(method, url, headers, body) {
      const response = await fetch(url, { method, headers, body: body ?? null });
      const fields = Object.fromEntries(response.headers);
      return { status: response.status, headers: fields, text: await response.text() };
    },
    end: () => {},
  };
}

export interface Options {
  /** Whose token it has: one that `enter` or `login` has named, or `none` (default: the admin's). */
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The status that a request with a delegated token gets, once the real Keystone looks at that token (see `MIXED_UP`). */
  readonly settles?: number;
  /** What the thing in the answer is called from now on: `{name}` in later lines and bodies is its ID. */
  readonly name?: string;
}

/** Headers that say something. */
const TELLING = ['location', 'www-authenticate', 'content-type', 'vary'];

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{64}\b/g, '{hash}'],
  [/\b[0-9a-f]{32}\b/g, '{hex}'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g, '{time}'],
];

/**
 * What the real Keystone says when it takes the token of another request, which it answers at the same time, for that of
 * this one (its AuthContextMiddleware keeps the token in itself, and all threads share it).
 */
const MIXED_UP = /Invalid application credential: Could not find role assignment/;

/** Values that are new each time. */
const NEW = new Set(['audit_ids', 'secret', 'oauth_verifier']);

export class Side {
  readonly entries: { readonly asked: string; readonly answer: Json }[] = [];
  private readonly ids = new Map<string, string>();
  private readonly tokens = new Map<string, string>();
  private readonly last: string[] = [];

  constructor(
    private readonly service: Service,
    run: string,
  ) {
    this.call('run', run);
  }

  /** Gives something a name. */
  call(name: string, id: string): void {
    this.ids.set(name, id);
  }

  /** What is called so. @throws Error when nothing is */
  id(name: string): string {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`${this.service.name}: nothing is called ${name}`);
    return id;
  }

  /** The admin's token, and what the admin's own things are called. */
  async open(): Promise<void> {
    const body = await this.login('admin', login('admin', 'admin', this.service.password));
    this.call('admin', text(child(body, 'user'), 'id'));
    this.call('admin-project', text(child(body, 'project'), 'id'));
  }

  /** Asks for a token and keeps it under a name. @returns what it says */
  async login(name: string, body: JsonObject): Promise<JsonObject> {
    const answer = await this.send('POST /auth/tokens?nocatalog', body, { as: 'none' });
    const token = answer.headers['x-subject-token'];
    if (token === undefined) throw new Error(`${this.service.name}: no token for ${name}: ${answer.text}`);
    this.tokens.set(name, token);
    return child(objectIn(answer.text), 'token');
  }

  /** The token that has a name. */
  token(name: string): string {
    return this.tokens.get(name) ?? '';
  }

  /** A request that is sent at the end, last first, whatever comes of it. */
  later(line: string, body?: JsonObject): void {
    this.last.unshift(`${line}\n${body ? JSON.stringify(body) : ''}`);
  }

  /** Takes away what is left. */
  async close(): Promise<void> {
    for (const each of this.last) {
      const [line = '', body = ''] = each.split('\n');
      await this.send(line, body === '' ? undefined : body);
    }
    this.service.end();
  }

  /** Where a path is. */
  urlOf(path: string): string {
    return this.service.url + this.filled(path);
  }

  /** Sends a request without noting it. @param line such as `GET /users/{ann}` */
  async send(line: string, body?: Json, options: Options = {}): Promise<Answer> {
    const [method = '', path = ''] = line.split(' ');
    const { as = 'admin' } = options;
    const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const headers = {
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as === 'none' ? {} : { 'x-auth-token': this.token(as) }),
      ...options.headers,
    };
    return this.service.send(method, this.urlOf(path), headers, content && this.filled(content));
  }

  /** Sends a request and notes the answer. @returns the body when it is an object, else {} */
  async ask(line: string, body?: Json, options: Options = {}): Promise<JsonObject> {
    let answer = await this.send(line, body, options);
    const { settles = answer.status } = options;
    for (let again = 0; again < 9 && (answer.status !== settles || MIXED_UP.test(answer.text)); again++)
      answer = await this.send(line, body, options);
    const made = objectIn(answer.text);
    if (options.name !== undefined) this.keep(options.name, made);
    const words = [line, body === undefined ? '' : JSON.stringify(body), options.as ?? ''];
    const asked = words
      .join(' ')
      .trim()
      .replace(/gAAAA[\w.-]+/, '{token}');
    const headers = TELLING.flatMap(key => {
      const value = answer.headers[key];
      return value === undefined || (answer.text === '' && key === 'content-type')
        ? []
        : [[key, this.masked(value)]];
    });
    const shown = isJson(answer) ? this.maskedJson(parseJson(answer.text)) : this.masked(answer.text);
    this.note(asked, { status: answer.status, headers: Object.fromEntries(headers), body: shown });
    return made;
  }

  /** Notes something that both sides have to say alike. */
  note(asked: string, answer: Json): void {
    this.entries.push({ asked, answer });
  }

  /** Names the thing in an answer: the first that has an ID. */
  private keep(name: string, body: JsonObject): void {
    const things = [body, ...Object.values(body).flat()].filter(isObject);
    const id = things.map(each => text(each, 'id')).find(each => each !== '');
    if (id !== undefined) this.call(name, id);
  }

  private filled(source: string): string {
    return source.replace(/\{([\w-]+)\}/g, (whole, name: string) => this.ids.get(name) ?? whole);
  }

  private masked(source: string): string {
    let result = source.replaceAll(this.service.url, '{keystone}');
    for (const [name, id] of this.ids) result = result.replaceAll(id, `{${name}}`);
    for (const [pattern, name] of PATTERNS) result = result.replace(pattern, name);
    return result;
  }

  /** Without what differs; nobody promises an order of lists. */
  private maskedJson(value: Json): Json {
    if (typeof value === 'string') return this.masked(value);
    if (isList(value)) return value.map(each => this.maskedJson(each)).sort(byText);
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, each]) => [
      this.masked(key),
      NEW.has(key) && each !== null ? `{${key}}` : this.maskedJson(each ?? null),
    ]);
    return Object.fromEntries(entries);
  }
}

function byText(one: Json, other: Json): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

function isJson({ headers, text: content }: Answer): boolean {
  return content !== '' && (headers['content-type'] ?? '').startsWith('application/json');
}

function objectIn(source: string): JsonObject {
  try {
    const value = parseJson(source);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** Tells a story to both services, and compares all that they answered: statuses, telling headers, bodies. */
export async function compare(story: (side: Side) => Promise<void>): Promise<void> {
  const run = `ks-${randomBytes(3).toString('hex')}`;
  const sides = [new Side(embedded(), run), new Side(real(), run)] as const;
  const told = await Promise.allSettled(
    sides.map(async side => {
      await side.open();
      await story(side);
    }),
  );
  await Promise.all(sides.map(side => side.close()));
  const [ours, theirs] = sides;
  expect(ours.entries).toEqual(theirs.entries);
  for (const each of told) if (each.status === 'rejected') throw each.reason;
}
