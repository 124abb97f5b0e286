/** Which modules a run loads: today's commands against a build with many more. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TRACE = join(import.meta.dirname, 'trace.cjs');

/**
 * Copies the checkout, adds copies of its smallest noun under new names, and builds.
 * @param {string} root the checkout
 * @param {string} folder an empty folder
 * @returns {string} the path of its bin/ostk.js
 */
export function buildWith(root, folder, count) {
  mkdirSync(folder, { recursive: true });
  for (const part of ['bin', 'scripts', 'src', 'package.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const nouns = join(folder, 'src', 'commands', 'openstack');
  const [smallest] = readdirSync(nouns)
    .filter(file => file.endsWith('.ts'))
    .sort((a, b) => statSync(join(nouns, a)).size - statSync(join(nouns, b)).size);
  const source = readFileSync(join(nouns, smallest));
  for (let number = 0; number < count; number++)
    writeFileSync(join(nouns, `generated-noun-${number}.ts`), source);
  execFileSync(process.execPath, ['scripts/build.js'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return join(folder, 'bin', 'ostk.js');
}

/**
 * The files that a command line loads, in order, Node's own modules left out.
 * @param {string} program bin/ostk.js of some build
 * @returns {string[]} paths below that build, without the hashes of its contents
 */
export function loadedBy(program, argv, env) {
  const { stderr } = spawnSync(process.execPath, ['--require', TRACE, program, ...argv], {
    env,
    cwd: '/',
    encoding: 'utf8',
  });
  const home = program.replace(/bin\/ostk\.js$/, '');
  return stderr
    .split('\n')
    .filter(line => line.startsWith('load '))
    .map(line =>
      line
        .slice(5)
        .replace(home, '')
        .replace(/-[A-Z0-9]{8}\.js$/, '.js'),
    );
}
