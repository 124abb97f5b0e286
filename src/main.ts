/** The process's edge: streams, signals, files of commands, exit code. Nothing below touches `process`. */
import { lastWords, versionLine } from './host.ts';

declare const OSTK_VERSION: string;

async function main(): Promise<void> {
  const [, script = 'ostk', ...argv] = process.argv;
  const name = script.slice(script.lastIndexOf('/') + 1).replace(/\.js$/, '');
  if (argv.length === 1 && argv[0] === '--version') {
    process.stdout.once('error', () => process.exit(141)); // nobody reads it
    process.stdout.write(versionLine(name, OSTK_VERSION));
    return;
  }
  const { endOf, nodeHost, run } = await import('./core.ts');
  const host = nodeHost(name, OSTK_VERSION, new URL('./commands/', import.meta.url));
  process.exit(await endOf(run(argv, host), lastWords(name, argv)));
}

await main();
