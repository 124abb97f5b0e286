/** What TAB costs where the script alone answers. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LINES = ['ostk ', 'ostk server cre', 'ostk server create --', 'ostk virsh dom'];

/** Completes the lines of $LINES, $RUNS times each, and prints microseconds. */
const PROGRAM = `
  source "$SCRIPT"
  compopt() { :; }
  PATH=$ONLY
  while IFS= read -r COMP_LINE; do
    read -ra COMP_WORDS <<<"$COMP_LINE"
    [[ $COMP_LINE != *' ' ]] || COMP_WORDS+=('')
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    began=\${EPOCHREALTIME//[^0-9]/}
    for ((run = 0; run < RUNS; run++)); do _ostk_ostk; done
    [ "\${#COMPREPLY[@]}" -gt 0 ] || exit 1
    echo $(((\${EPOCHREALTIME//[^0-9]/} - began) / RUNS))
  done <<<"$LINES"`;

/**
 * Has bash complete lines with the script, where each process that could be started would leave a file behind.
 * @param {string} root the checkout
 * @param {string} folder an empty folder
 * @param {number} runs
 * @returns {{ milliseconds: [string, number][], started: number }}
 */
export function statically(root, folder, runs) {
  mkdirSync(folder, { recursive: true });
  const trace = join(folder, 'started');
  const program = join(folder, 'ostk');
  writeFileSync(program, `#!/bin/sh\necho >>'${trace}'\n`);
  chmodSync(program, 0o755);
  const env = {
    SCRIPT: join(root, 'completions', 'ostk.bash'),
    ONLY: folder,
    LINES: LINES.join('\n'),
    RUNS: String(runs),
    PATH: process.env.PATH,
  };
  const printed = execFileSync('bash', ['--norc', '-c', PROGRAM], { env, encoding: 'utf8' });
  const times = printed.trim().split('\n').map(Number);
  const milliseconds = LINES.map((line, at) => [line, (times[at] ?? Number.NaN) / 1000]);
  return { milliseconds, started: existsSync(trace) ? 1 : 0 };
}
