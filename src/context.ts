/** Puts a run's parts together: settings, session, clients, each made when first asked for. */
import { isSandbox } from './builtin-clouds.ts';
import type { Backend } from './clients/gostack/backend.ts';
import type { Libvirt } from './clients/libvirt/connection.ts';
import type { Service } from './clients/service.ts';
import type { Timing } from './clients/trace.ts';
import type { Settings } from './config/settings.ts';
import type { Host } from './host.ts';
import type { Context, Manners } from './kernel/context.ts';
import type { RunLog } from './kernel/log.ts';
import type { Parsed } from './kernel/parse/parser.ts';
import type { Tree } from './kernel/tree.ts';
import type { OpenSession } from './session.ts';
import { treeNames } from './trees/trees.ts';

/**
 * What the lines of a prompt have in common, by the global options they were given: made by the first that needs it, so
 * that nobody is asked for a password twice.
 */
export interface Common {
  readonly settings: Map<string, Promise<Settings>>;
  readonly sessions: Map<string, Promise<OpenSession>>;
  readonly libvirt: Map<string, Promise<Libvirt>>;
  readonly timings: Timing[];
  /** The working directory, where a line has changed it. */
  folder?: string;
}

/** What decides a context besides the host. */
export interface ContextOptions {
  readonly program: string;
  readonly manners: Manners;
  readonly tree: Tree;
  readonly options: Parsed;
  /** Headers that every request carries besides the tree's. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What usage has in front of a command's words (default: the program's name). */
  readonly prefix?: string | undefined;
  /** What it shares with the lines before and after it at a prompt, which closes that. */
  readonly common?: Common | undefined;
  /** Opens a prompt. */
  prompt(tree?: string): Promise<number>;
}

/** A context that must be closed at the end of the run. */
export interface RunContext extends Context {
  /** The requests so far, where `--timing` asks for them. */
  readonly timings: Timing[];
  /** Waits for messages under way and closes connections. */
  close(): Promise<void>;
}

/** Where the peers wrap help when nobody says how wide the terminal is. */
const DEFAULT_WIDTH = 80;

/** Calls `make` once, when it is first asked for. */
function lazy<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** As `lazy`, for one of several; what could not be made is made anew by the next that asks. */
function shared<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = made.get(key);
  if (found) return found;
  const making = make();
  made.set(key, making);
  making.catch(() => made.delete(key));
  return making;
}

/** What nothing has been made of yet. */
export function newCommon(): Common {
  return { settings: new Map(), sessions: new Map(), libvirt: new Map(), timings: [] };
}

/**
 * Closes connections, those in use as well.
 * @param leavesHttp whether HTTP connections stay as they are, since the process ends now (default: no)
 */
export async function closeCommon({ sessions, libvirt }: Common, leavesHttp = false): Promise<void> {
  const open = await Promise.allSettled([...(leavesHttp ? [] : sessions.values()), ...libvirt.values()]);
  sessions.clear();
  libvirt.clear();
  await Promise.all(open.map(each => (each.status === 'fulfilled' ? each.value.close() : undefined)));
}

/**
 * Makes the context of one run. Nothing is read or sent until a command asks for it.
 * @param log where messages go; the context waits for it at its end
 * @param loaded told the settings as soon as they are known
 */
export function createContext(
  outside: Host,
  run: ContextOptions,
  log: RunLog,
  loaded: (settings: Settings) => void,
): RunContext {
  const { values } = run.options;
  const common = run.common ?? newCommon();
  const host: Host = {
    ...outside,
    // A command of a line may have changed it for those behind it.
    get cwd() {
      return common.folder ?? outside.cwd;
    },
  };
  const { timings } = common;
  const key = JSON.stringify(values);

  const settings = async () => {
    const read = await shared(common.settings, key, async () =>
      (await import('./settings.ts')).loadSettings(host, run, log),
    );
    loaded(read);
    return read;
  };
  const connect = () =>
    shared(common.sessions, key, async () => {
      const { openSession } = await import('./session.ts');
      const note = values.timing === true ? (timing: Timing) => timings.push(timing) : undefined;
      const options = {
        useCache: values.no_token_cache !== true,
        trace: isTraced(values),
        tellTruncated: run.manners === 'ostk',
        headers: { ...run.tree.headers, ...run.headers },
        password: run.manners === 'peer' ? run.tree.password : undefined,
        note,
      };
      return openSession(host, await settings(), options, log);
    });
  const service = (type: string) => lazy<Service>(async () => (await connect()).service(type));
  const services = {
    identity: service('identity'),
    compute: service('compute'),
    image: service('image'),
    network: service('network'),
    volume: service('volume'),
    placement: service('placement'),
  };

  const gsinitrc = lazy(async () => (await import('./region.ts')).findGsinitrc(host, run.options, log));
  let stopped: Promise<number | undefined> | undefined;
  let opened: Promise<Backend> | undefined;

  const context: RunContext = {
    ...run,
    ...services,
    prefix: run.prefix ?? `${run.program} `,
    globals: values,
    stdout: host.stdout,
    stderr: host.stderr,
    stdin: host.stdin,
    env: host.env,
    clock: host.clock,
    commands: host.commands,
    log,
    settings,
    get width() {
      return terminalWidth(host);
    },
    timings,
    whoami: async () => (await connect()).whoami(),
    catalog: async fresh => (await connect()).catalog(fresh),
    issue: async () => (await connect()).issue(),
    async kept(key, ask, fresh = false) {
      const settled = await settings();
      // As tokens: the embedded cloud is asked anew.
      const useCache = values.no_token_cache !== true && !isSandbox(settled.auth.auth_url);
      if (!useCache) return ask();
      const kept = (await import('./kept.ts')).openKept(host, log);
      const found = fresh ? undefined : kept.load(key);
      if (found) return found;
      const answer = await ask();
      kept.store(key, answer);
      return answer;
    },
    apiVersions: async url => (await connect()).apiVersions(url),
    find: async (type, nameOrId, query) => {
      const { find } = await import('./clients/resources/find.ts');
      return find(await services[type.service](), type, nameOrId, query);
    },
    findId: async (type, nameOrId, query) => {
      const { findId } = await import('./clients/resources/find.ts');
      return findId(await services[type.service](), type, nameOrId, query);
    },
    names: treeNames(),
    completions: host.completions,
    links: async folder => (await import('./links.ts')).openLinks(folder, host),
    tokens: async () => (await import('./session.ts')).tokenCache(host, log),
    libvirt: async anew => {
      const { openDaemon } = await import('./libvirt.ts');
      return openDaemon(host, common.libvirt, values, anew);
    },
    region: () => {
      opened ??= import('./region.ts').then(({ openRegion }) =>
        openRegion(host, run.options, services, gsinitrc, log),
      );
      return opened;
    },
    gsinitrc: async () => {
      const found = await gsinitrc();
      if (found) return found;
      throw (await import('./region.ts')).noGsinitrc();
    },
    sandbox: async () => (await import('./embedded.ts')).sandboxControl(host),
    engine: async run => (await import('./gostack.ts')).runRegionEngine(host, log, run),
    stopped: () => {
      stopped ??= Promise.resolve(host.stopped?.());
      return stopped;
    },
    askSecret: host.askSecret,
    readKey: host.readKey,
    draft: async text => (await import('./editor.ts')).openDraft(text, host),
    enter:
      run.common &&
      (async path => {
        common.folder = await (await import('./files.ts')).folderPath(path, host);
      }),
    path: async word => (await import('./files.ts')).userPath(word, host),
    readFile: async path => (await import('./files.ts')).readUserFile(path, host),
    isBlockDevice: async path => (await import('./files.ts')).isBlockDevice(path, host),
    writeFile: async (path, data, mode) => (await import('./files.ts')).writeUserFile(path, data, mode, host),
    progress: async (text, work) => {
      // Without columns ora would take back lines for ever.
      if (!host.stderr.isTTY || host.stderr.columns === undefined) return work(() => {});
      const [{ withSpinner }, { visibleControls }] = await Promise.all([
        import('./kernel/progress.ts'),
        import('./kernel/output/control.ts'),
      ]);
      // The spinner writes past the sink, and a server's status is a server's text.
      return withSpinner(visibleControls(text), update => work(next => update(visibleControls(next))));
    },
    close: async () => {
      await log.settled();
      await opened?.then(
        region => region.close(),
        () => {},
      );
      if (!run.common) await closeCommon(common, host.endsWithRun);
    },
  };
  return context;
}

/** Whether requests are written to the log: at its lowest level, by `--debug` or `-vv`. */
function isTraced({ debug, verbose_level }: Parsed['values']): boolean {
  return debug === true || (typeof verbose_level === 'number' && verbose_level > 2);
}

/** Columns that help and usage are wrapped to: `COLUMNS`, else the terminal's, else 80. */
export function terminalWidth(host: Host): number {
  const given = Number.parseInt(host.env.COLUMNS ?? '', 10);
  return given > 0 ? given : (host.stdout.columns ?? DEFAULT_WIDTH);
}
