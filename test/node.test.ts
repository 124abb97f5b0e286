/** Signals of a real process: what others that listen to them find. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program of TypeScript, and ends it by Ctrl-C once it says that it is ready. */
async function interrupted(contents: string): Promise<{ code: number | null; signal: string | null }> {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: ROOT },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const child = spawn(process.execPath, ['--input-type=module'], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(outputFiles[0]?.text);
  child.stdout.once('data', () => child.kill('SIGINT'));
  const [code, signal] = await once(child, 'exit');
  return { code, signal };
}

/** As signal-exit, which ora brings along: who finds nobody else listening ends the process. */
const OTHER = `process.on('SIGINT', () => {
  if (process.listenerCount('SIGINT') === 1) process.kill(process.pid, 'SIGKILL');
});
setInterval(() => {}, 1000);
console.log('ready');`;

test('a run that ends itself is not ended by whoever restores the cursor', async () => {
  const program = `import { nodeHost } from './src/node.ts';
    const host = nodeHost('ostk', '0', new URL('file:///nowhere/'));
    host.stopped().then(code => setTimeout(() => process.exit(code), 50));
    ${OTHER}`;
  expect(await interrupted(program)).toEqual({ code: 130, signal: null });
});

test('nor is the exit code of any other run', async () => {
  const program = `import { endOf } from './src/node.ts';
    endOf(new Promise(() => {}), 'bye').then(code => process.exit(code));
    ${OTHER}`;
  expect(await interrupted(program)).toEqual({ code: 130, signal: null });
});
