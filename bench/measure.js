/** Paired measurements: contenders take turns, so that what slows the machine down slows all of them. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string[]} command program and arguments
 * @property {Record<string, string>} [env] the whole environment
 * @property {() => Promise<string[]>} [prepare] called before each run, untimed; returns more arguments
 */

const quiet = openSync('/dev/null', 'w');

/** Runs a command once. @returns milliseconds @throws Error when it fails */
export async function time({ name, command: [program, ...words], env = {}, prepare }) {
  const argv = [...words, ...((await prepare?.()) ?? [])];
  const began = performance.now();
  const child = spawn(program, argv, { env, cwd: '/', stdio: ['ignore', quiet, 'pipe'] });
  const said = [];
  child.stderr.on('data', data => said.push(data));
  const [code] = await once(child, 'close');
  const took = performance.now() - began;
  if (code !== 0) throw new Error(`${name}: ${argv.join(' ')}: exit ${code}: ${Buffer.concat(said)}`);
  return took;
}

/** The most memory that a command holds at a time, in MB, as the system accounts it to a finished child. */
export function peak({ command, env = {} }) {
  const source =
    'import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); ' +
    'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)';
  const { stdout } = spawnSync('/usr/bin/python3', ['-c', source, ...command], {
    env,
    cwd: '/',
    encoding: 'utf8',
  });
  return Number(stdout) / 1024;
}

/**
 * Runs all contenders in turns, once untimed (caches fill, files are read), then `runs` times.
 * @param {Contender[]} contenders
 * @returns {Promise<Map<string, number[]>>} milliseconds by name, in order of the runs
 */
export async function pairs(contenders, runs) {
  const times = new Map(contenders.map(({ name }) => [name, []]));
  for (let run = -1; run < runs; run++) {
    for (const contender of contenders) {
      const took = await time(contender);
      if (run >= 0) times.get(contender.name).push(took);
    }
  }
  return times;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Prints one comparison: medians, and how each contender stands to the first, as the median of the pairs' ratios.
 * @param {Map<string, number[]>} times
 * @param {(name: string) => string} [more] more about a contender
 */
export function print(title, times, more = () => '') {
  const [[, base]] = times;
  write(`\n${title} (${base.length} paired runs)\n`);
  const wide = Math.max(...[...times.keys()].map(name => name.length));
  for (const [name, values] of times) {
    const ratio = median(values.map((value, run) => value / base[run]));
    const [low, middle] = [Math.min(...values), median(values)].map(
      value => `${value.toFixed(0).padStart(6)} ms`,
    );
    write(
      `  ${name.padEnd(wide)}  median ${middle}  best ${low}  x ${ratio.toFixed(2).padStart(5)}  ${more(name)}\n`,
    );
  }
}

export function write(text) {
  process.stdout.write(text);
}
