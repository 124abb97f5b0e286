/** The process's edge: streams, signals, files of commands, exit code. Nothing below touches `process`. */
import { pathToFileURL } from 'node:url';
import { codeDirectory, loadCore } from './core-script.ts';
import { lastWords, versionLine } from './host.ts';

declare const OSTK_VERSION: string;
/** Tells this build from others. */
declare const OSTK_BUILD: string;

/** Node's own code for a main module that awaits what never comes. */
const UNSETTLED = 13;

async function main(): Promise<void> {
  const [, started = 'ostk', ...argv] = process.argv;
  const name = started.slice(started.lastIndexOf('/') + 1).replace(/\.js$/, '');
  if (argv.length === 1 && argv[0] === '--version') {
    process.stdout.once('error', () => process.exit(141)); // nobody reads it
    process.stdout.write(versionLine(name, OSTK_VERSION));
    return;
  }
  // Of a run that waits for what never comes; its end says otherwise.
  process.exitCode = UNSETTLED;
  const directory = codeDirectory(process.env, process.getuid?.());
  const folder = import.meta.dirname;
  const core = `${folder}/core.js`;
  const { endOf, keep, nodeHost, run } = loadCore(core, OSTK_BUILD, directory, () =>
    requireFrom(core, directory),
  );
  const host = nodeHost(name, OSTK_VERSION, pathToFileURL(`${folder}/commands/`));
  let kind = '';
  const load: typeof host.commands.load = async (tree, noun) => {
    const verbs = await host.commands.load(tree, noun);
    kind = [tree, noun, ...argv.filter(word => Object.hasOwn(verbs, word))].join(' ');
    return verbs;
  };
  const ran = run(argv, { ...host, commands: { ...host.commands, load } });
  const code = await endOf(ran, lastWords(name, argv));
  // What failed has not called all that its kind calls; who sent a signal is not to wait any longer.
  if (code === 0) keep(kind);
  process.exit(code);
}

/** What loads all files but the core; Node keeps their code where it can (22 and up). */
function requireFrom(file: string, directory: string | undefined): NodeJS.Require {
  const nodeModule = process.getBuiltinModule('node:module');
  const enable: unknown = Reflect.get(nodeModule, 'enableCompileCache');
  if (directory !== undefined && !process.env.NODE_COMPILE_CACHE && typeof enable === 'function')
    enable(directory);
  return nodeModule.createRequire(file);
}

void main();
