/** Names for completion, kept between runs: for each cloud and project, and what else decides who is asked for what. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './clients/fingerprint.ts';
import { isList, isObject, parseJson } from './clients/json.ts';
import { createPrivateFiles } from './clients/private-files.ts';
import { searchPath } from './config/files.ts';
import type { Host } from './host.ts';
import type { Invocation } from './invocation.ts';

/** What is kept: the names, when they were told, and when they were last asked for, in milliseconds since the epoch. */
interface KeptNames {
  readonly names: readonly string[];
  readonly storedAt: number;
  readonly askedAt: number;
}

interface NamesCache {
  /** @returns what is kept, however old; undefined for nothing */
  load(): KeptNames | undefined;
  store(kept: KeptNames): void;
}

const NOTHING = { format: 1 };

/** Lists of one cloud are a handful; what was not asked for since so many others were is forgotten. */
const MOST = 200;
const FILES = /^[0-9a-f]{64}\.json$/;

/** Options and variables that say who asks where (the sandbox is where its state is), and no secret; a token says which project it is for. */
const TOKEN = /token$/i;
const SECRET = /passw|secret|passcode|otp_key/i;
const DECIDES = /^(OS_|GS_|OSTK_OPENRC$|LIBVIRT_DEFAULT_URI$|VIRSH_DEFAULT_CONNECT_URI$|XDG_STATE_HOME$)/;

/**
 * Opens what is kept of the names that a line lists, below `$XDG_CACHE_HOME/ostk/names`, else `~/.cache`.
 * @param asked the words of the line that lists them
 * @param line whose global options count
 */
export function openNames(asked: readonly string[], line: Invocation, host: Host): NamesCache {
  const { env, home, uid, clock } = host;
  const files = createPrivateFiles({
    dir: join(env.XDG_CACHE_HOME || join(home, '.cache'), 'ostk', 'names'),
    uid: uid < 0 ? undefined : uid,
    what: 'Cache',
    now: clock.now,
    // Nothing is said while somebody types.
    warn: () => {},
  });
  const file = `${keyOf(asked, line, host)}.json`;
  return {
    load() {
      const text = files.read(file);
      return text === undefined ? undefined : readKept(text);
    },
    store(kept) {
      files.write(file, JSON.stringify({ ...NOTHING, ...kept }));
      files.prune(FILES, MOST);
    },
  };
}

function readKept(text: string): KeptNames | undefined {
  try {
    const data = parseJson(text);
    if (!isObject(data) || data.format !== NOTHING.format || !isList(data.names)) return undefined;
    return {
      names: data.names.map(String),
      storedAt: Number(data.storedAt),
      askedAt: Number(data.askedAt),
    };
  } catch {
    return undefined;
  }
}

/**
 * A name for all that decides what the names are. Configuration is not read, which would cost more than the rest: the
 * options, the variables and the times of the files say whether it could have changed.
 */
function keyOf(asked: readonly string[], { tree, options }: Invocation, host: Host): string {
  const { env, cwd, home } = host;
  const typed = [...options.typed].map(dest => [dest, options.values[dest]] as const);
  const variables = Object.entries(env).filter(([name]) => DECIDES.test(name));
  const said = [...typed, ...variables]
    .filter(([name]) => !SECRET.test(name))
    .map(([name, value]) => [name, TOKEN.test(name) ? fingerprint(String(value)) : value])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  const files = [env.OS_CLIENT_CONFIG_FILE, env.OS_CLIENT_SECURE_FILE, env.OSTK_OPENRC?.split(' ')[0]];
  for (const folder of searchPath({ env, cwd, home }))
    for (const name of ['clouds', 'secure', 'clouds-public'])
      for (const suffix of ['yaml', 'yml', 'json']) files.push(join(folder, `${name}.${suffix}`));
  const changed = files.flatMap(path => {
    const stats = path ? statSync(path, { throwIfNoEntry: false }) : undefined;
    return stats ? [[path, stats.mtimeMs]] : [];
  });
  return fingerprint(JSON.stringify([asked, tree.name, said, changed]));
}
