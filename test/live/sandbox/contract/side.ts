/** One cloud that a story is told to: requests in a few words, and what was answered, without what is bound to differ. */
import { isObject, type Json, type JsonObject, text } from '../../../../src/clients/json.ts';
import { type Access, type Answer, type Cloud, object } from './cloud.ts';
import { type Known, maskBody, maskHeaders, maskText } from './mask.ts';

/** Who asks: the cloud's admin, the member of the story's own project, or nobody. */
type Who = 'admin' | 'member' | 'none';

export interface Options {
  readonly as?: Who;
  /** Compute's or block storage's microversion (default: the newest that both know); '' for none. */
  readonly version?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the thing in the answer is called from now on: `{name}` in later lines and bodies is its ID. */
  readonly name?: string;
  /** What the request is called where its line has something in it that differs. */
  readonly label?: string;
  /** Asks again until the answer is so. */
  readonly until?: (body: JsonObject, status: number) => boolean;
}

/** What was asked and what was answered. */
interface Entry {
  readonly asked: string;
  readonly answer: Json;
}

const SERVICES = ['identity', 'compute', 'network', 'image', 'volumev3'] as const;
const BELOW: Readonly<Record<string, string>> = { network: '/v2.0', image: '/v2' };
const VERSIONS: Readonly<Record<string, string>> = { compute: '2.93', volumev3: '3.70' };

/** How often is asked for something that is waited for. */
const TURNS = 500;

/** The admin asks. */
export const ADMIN: Options = { as: 'admin' };

/** Asks one thing of many after another. */
export async function each<T>(ask: (about: T) => Promise<unknown>, all: readonly T[]): Promise<void> {
  for (const about of all) await ask(about);
}

export class Side {
  readonly entries: Entry[] = [];
  /** What was seen while something was waited for, by what it was. */
  readonly watched = new Map<string, readonly string[]>();
  private readonly names = new Map<string, string>();
  private readonly ids = new Map<string, string>();
  private readonly places = new Map<string, string>();
  private readonly users = new Map<Who, Access>();

  /** @param run part of every name, so that stories do not meet */
  constructor(
    readonly cloud: Cloud,
    run: string,
  ) {
    this.call('run', run);
  }

  /** Gives something a name: an ID, or another word that the other cloud has another for. */
  call(name: string, id: string): void {
    this.names.set(id, name);
    this.ids.set(name, id);
  }

  /** What is called so. @throws Error when nothing is */
  id(name: string): string {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`${this.cloud.name}: nothing is called ${name}`);
    return id;
  }

  /** Takes a word of this cloud's for one that both have. */
  translate(word: string, to: string): void {
    this.places.set(word, to);
  }

  /** Lets somebody ask. */
  enter(who: Who, user: Access): void {
    this.users.set(who, user);
    for (const type of SERVICES) {
      const { origin, pathname } = new URL(user.endpoints.get(type) ?? '');
      // In the sandbox a service is below a part of its own, in the real cloud at a port of its own.
      const [, part] = pathname.split('/');
      this.translate(this.cloud.name === 'sandbox' ? `${origin}/${part}` : origin, `{${type}}`);
    }
  }

  /** Sends a request without noting it. @param line such as `GET compute /servers/{web}` */
  async send(line: string, body?: Json | string, options: Options = {}): Promise<Answer> {
    const [method = '', service = '', path = ''] = line.split(' ');
    const { as = 'member', version = VERSIONS[service] ?? '' } = options;
    const user = this.users.get(as === 'none' ? 'member' : as);
    const headers = {
      'content-type': 'application/json',
      ...(as === 'none' || !user ? {} : { 'x-auth-token': user.token }),
      ...(version === '' ? {} : { 'openstack-api-version': `${service.replace('v3', '')} ${version}` }),
      ...options.headers,
    };
    const place = service === 'identity' ? this.cloud.identity : user?.endpoints.get(service);
    const url = `${place}${BELOW[service] ?? ''}${this.filled(path)}`;
    const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    return this.cloud.send(method, url, headers, content === undefined ? undefined : this.filled(content));
  }

  /** Sends a request and notes the answer. @returns the body when it is an object, else {} */
  async ask(line: string, body?: Json | string, options: Options = {}): Promise<JsonObject> {
    const { as, version, name, label = line, until } = options;
    let answer = await this.send(line, body, options);
    for (let turn = 0; until && !until(object(answer.text), answer.status) && turn < TURNS; turn++) {
      await this.cloud.wait(this.cloud.step);
      answer = await this.send(line, body, options);
    }
    const made = object(answer.text);
    if (name !== undefined) this.keep(name, made);
    const content = typeof body === 'string' ? body : JSON.stringify(body);
    const words = [label, content, as, version].filter(word => word !== undefined);
    this.note(maskText(words.join(' '), this.known), {
      status: answer.status,
      headers: maskHeaders(answer, this.known),
      body: maskBody(answer.headers['content-type'] ?? '', answer.text, this.known),
    });
    return made;
  }

  /** Asks for one thing after another. */
  gets(service: string, paths: readonly string[], options: Options = {}): Promise<void> {
    return each(path => this.ask(`GET ${service} ${path}`, undefined, options), paths);
  }

  /** Notes something that both sides have to say alike. */
  note(asked: string, answer: Json): void {
    this.entries.push({ asked, answer });
  }

  /**
   * Asks again and again until an answer is as wanted.
   * @param view what is looked at in an answer; all that it shows on the way is kept, but for ''
   * @throws Error when the time is over, or when it is `gone`
   */
  async watch(
    line: string,
    view: (body: JsonObject, status: number) => string,
    wanted: RegExp,
  ): Promise<void> {
    const seen: string[] = [];
    this.watched.set(`${this.watched.size} ${line} ${wanted}`, seen);
    for (let turn = 0; turn < TURNS; turn++) {
      const answer = await this.send(line);
      const found = view(object(answer.text), answer.status);
      if (found !== '' && seen.at(-1) !== found) seen.push(found);
      if (wanted.test(found)) return;
      if (found === 'gone') break;
      await this.cloud.wait(this.cloud.step);
    }
    throw new Error(`${this.cloud.name}: ${line} is ${seen.join(' > ')} and not ${wanted}`);
  }

  private get known(): Known {
    return { names: this.names, places: this.places };
  }

  /** Names the thing in an answer. */
  private keep(name: string, body: JsonObject): void {
    const things = [body, ...Object.values(body).filter(isObject)];
    const id = things.map(each => text(each, 'id')).find(each => each !== '');
    if (id !== undefined) this.call(name, id);
  }

  /** A text with names in braces replaced by what they stand for. */
  private filled(source: string): string {
    return source.replace(/\{([\w-]+)\}/g, (whole, name: string) => this.ids.get(name) ?? whole);
  }
}
