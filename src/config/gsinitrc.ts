/** gsinitrc.yml: how the stores of a gostack region are reached. Checked key by key, each mistake with its place. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import { ConfigError, type Problem, problemLine } from './errors.ts';

/** What a gsinitrc says, times in milliseconds, sizes in bytes. */
export interface GsInitrc {
  readonly etcd: {
    readonly endpoints: readonly string[];
    readonly username: string | undefined;
    readonly password: string | undefined;
    readonly maxSend: number | undefined;
    readonly maxReceive: number | undefined;
    readonly keepAliveTime: number | undefined;
    readonly keepAliveTimeout: number | undefined;
    readonly prefix: string | undefined;
  };
  readonly mongo: {
    readonly endpoints: readonly string[];
    readonly username: string | undefined;
    readonly password: string | undefined;
    readonly timeout: number | undefined;
    readonly pool: number | undefined;
    readonly database: string | undefined;
  };
}

/** A gsinitrc in use. */
export interface FoundGsinitrc {
  /** Its absolute path. */
  readonly path: string;
  readonly gsinitrc: GsInitrc;
}

/** What says where a gsinitrc is. */
export interface GsinitrcPlace {
  /** `--gsinitrc`. */
  readonly file?: string | undefined;
  /** `--az`. */
  readonly zone?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Where a gsinitrc may be, the first that is there counts.
 * A zone means only files of that zone: another file would open another region. A zone that is typed goes before the
 * variable GS_INITRC, and must fit a file that is typed as well.
 * @returns paths, relative ones from the working directory; and whether one was asked for, so that it has to be there
 * @throws ConfigError for a zone that is no part of a file's name
 */
export function gsinitrcPlaces({ file, zone = '', env }: GsinitrcPlace): {
  readonly paths: readonly string[];
  readonly asked: boolean;
} {
  if (file && zone && !file.endsWith(`-${zone}`))
    throw new ConfigError(
      `--gsinitrc ${file} is not of the zone '${zone}' that --az names: give one of them`,
    );
  const named = file || (zone ? undefined : env.GS_INITRC);
  if (named) return { paths: [named], asked: true };
  const az = zone || env.GS_AZ || '';
  if (!/^[\w.-]*$/.test(az))
    throw new ConfigError(`'${az}' cannot be a zone: a gsinitrc's name ends with it`);
  const name = az === '' ? 'gsinitrc.yml' : `gsinitrc.yml-${az}`;
  return { paths: [name, `/etc/gostack/${name}`], asked: az !== '' };
}

/** Credentials in an endpoint: before its host, or among its options. */
const SECRETS = /@|passw(or)?d=|AWS_SESSION_TOKEN/i;

type Kind = 'text' | 'number' | 'texts';

/** The keys that there are; `Prefix` and `Database` are ostk's own. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  AppInfo: {
    Username: 'text',
    Password: 'text',
    EndPoint: 'text',
    BakEndPoint: 'text',
    MaxCallSendMsgSize: 'number',
    MaxCallRecvMsgSize: 'number',
    KeepAliveTime: 'number',
    KeepAliveTimeout: 'number',
    Prefix: 'text',
  },
  MongoConf: {
    EndPoint: 'text',
    EndPoints: 'texts',
    Username: 'text',
    Password: 'text',
    Timeout: 'number',
    Worker: 'number',
    Database: 'text',
  },
};

const WANTED: Readonly<Record<Kind, string>> = {
  text: 'text',
  number: 'a positive whole number',
  texts: 'a list of texts',
};

/**
 * Reads a gsinitrc.
 * @param path for messages
 * @param source its text
 * @returns what it says, and a warning for each key that is not known and each thing that YAML has doubts about
 * @throws ConfigError with every wrong type and missing endpoint, by line and column
 */
export function parseGsinitrc(
  path: string,
  source: string,
): { readonly gsinitrc: GsInitrc; readonly warnings: readonly string[] } {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const problems: Problem[] = [];
  const warnings: string[] = [];
  const place = (offset: number | undefined) => {
    const found = offset === undefined ? undefined : lines.linePos(offset);
    return { path, line: found?.line, column: found?.col };
  };
  const wrong = (message: string, offset: number | undefined) => problems.push({ ...place(offset), message });
  const found = new Map<string, unknown>();

  for (const error of document.errors) wrong(sentenceOf(error), error.pos[0]);
  for (const each of document.warnings) warn(sentenceOf(each), each.pos[0]);
  if (problems.length === 0) readSections(document.contents);
  for (const section of ['AppInfo', 'MongoConf']) {
    const given = ['EndPoint', 'EndPoints'].some(key => found.has(`${section}.${key}`));
    const isRead = document.errors.length === 0 && isMap(document.contents);
    const isTold = problems.some(({ message }) => message.startsWith(`${section}.E`));
    if (isRead && !given && !isTold) wrong(`${section} has no EndPoint`, sectionStart(section));
  }
  if (problems.length > 0) throw new ConfigError(`${path} cannot be used`, { problems, warnings });
  return { gsinitrc: settingsOf(found), warnings };

  function sectionStart(name: string): number | undefined {
    const { contents } = document;
    const pair = isMap(contents)
      ? contents.items.find(({ key }) => isScalar(key) && key.value === name)
      : undefined;
    return pair && isScalar(pair.key) ? pair.key.range?.[0] : 0;
  }

  function warn(message: string, offset: number | undefined): void {
    warnings.push(problemLine({ ...place(offset), message }));
  }

  function unknown(key: string, offset: number | undefined): void {
    // Without a blank behind its colon a key has its value in it, which may be a password.
    warn(`unknown key ${key.replace(/:.*$/s, '')}`, offset);
  }

  function readSections(contents: Node | null): void {
    if (!isMap(contents)) {
      wrong('a gsinitrc holds AppInfo and MongoConf', contents?.range?.[0] ?? 0);
      return;
    }
    for (const { key, value } of contents.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const offset = isScalar(key) ? key.range?.[0] : undefined;
      const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
      if (!known) unknown(name, offset);
      else if (!isMap(value)) wrong(`${name} must hold keys with values`, offset);
      else for (const pair of value.items) readKey(name, known, pair.key, pair.value);
    }
  }

  function readKey(
    section: string,
    known: Readonly<Record<string, Kind>>,
    key: unknown,
    value: unknown,
  ): void {
    const name = isScalar(key) ? String(key.value) : '';
    const offset = isScalar(key) ? key.range?.[0] : undefined;
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) {
      unknown(`${section}.${name}`, offset);
      return;
    }
    const read = isSeq(value)
      ? value.items.map(item => (isScalar(item) ? item.value : undefined))
      : isScalar(value)
        ? value.value
        : undefined;
    const hosts = name.startsWith('EndPoint') || name === 'BakEndPoint' ? [read].flat() : [];
    if (name !== 'BakEndPoint' && hosts.includes('')) wrong(`${section}.${name} must not be empty`, offset);
    else if (hosts.some(each => SECRETS.test(String(each))))
      // Endpoints are shown in messages.
      wrong(`${section}.${name} must be without credentials: they go into Username and Password`, offset);
    else if (fits(kind, read)) found.set(`${section}.${name}`, read);
    else wrong(`${section}.${name} must be ${WANTED[kind]}`, offset);
  }
}

/** What the parser says where it would quote the file, which has passwords in it. */
const UNQUOTED: Readonly<Record<string, string>> = {
  TAG_RESOLVE_FAILED: 'unknown tag: text that begins with ! has to be in quotes',
  BAD_DIRECTIVE: 'unknown directive: a line that begins with % is none of a gsinitrc',
  BAD_DQ_ESCAPE: 'invalid escape sequence: a \\ in double quotes has to be written twice',
};

/** What the parser found, without anything of the file's: what it quotes is behind a colon. */
function sentenceOf({ code, message }: YAMLError): string {
  return UNQUOTED[code] ?? message.replace(/:.*$/s, '');
}

function fits(kind: Kind, value: unknown): boolean {
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'number') return Number.isSafeInteger(value) && Number(value) > 0;
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}

function settingsOf(found: ReadonlyMap<string, unknown>): GsInitrc {
  const text = (key: string) => {
    const value = found.get(key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const number = (key: string, unit = 1) => {
    const value = found.get(key);
    return typeof value === 'number' ? value * unit : undefined;
  };
  const several = found.get('MongoConf.EndPoints');
  const endpoints =
    Array.isArray(several) && several.length > 0 ? several.map(String) : [text('MongoConf.EndPoint')];
  const present = (words: readonly (string | undefined)[]) => words.filter(word => word !== undefined);
  return {
    etcd: {
      endpoints: present([text('AppInfo.EndPoint'), text('AppInfo.BakEndPoint')]),
      username: text('AppInfo.Username'),
      password: text('AppInfo.Password'),
      maxSend: number('AppInfo.MaxCallSendMsgSize'),
      maxReceive: number('AppInfo.MaxCallRecvMsgSize'),
      keepAliveTime: number('AppInfo.KeepAliveTime', 1000),
      keepAliveTimeout: number('AppInfo.KeepAliveTimeout', 1000),
      prefix: text('AppInfo.Prefix'),
    },
    mongo: {
      endpoints: present(endpoints),
      username: text('MongoConf.Username'),
      password: text('MongoConf.Password'),
      timeout: number('MongoConf.Timeout', 1000),
      pool: number('MongoConf.Worker'),
      database: text('MongoConf.Database'),
    },
  };
}
