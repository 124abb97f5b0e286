/** A gostack region as what a run uses: from its gsinitrc to its stores. Loaded when it is used. */
import { stat } from 'node:fs/promises';
import { createEtcd } from './clients/gostack/etcd.ts';
import { createMongo } from './clients/gostack/mongo.ts';
import { createHttp, type HttpTransport } from './clients/http.ts';
import { ConfigError } from './config/errors.ts';
import { type GsInitrc, parseGsinitrc } from './config/gsinitrc.ts';
import { runEngine } from './engine/engine.ts';
import { readUserFile, userPath } from './files.ts';
import type { Host } from './host.ts';
import type { EngineRun, Log } from './kernel/context.ts';

/** Who else may read a file that holds passwords. */
const OTHERS = 0o077;

/** Reads a gsinitrc and warns of what is odd about it, whether it can be used or not. @throws ConfigError, CommandError */
export async function readGsinitrc(path: string, host: Host, log: Log): Promise<GsInitrc> {
  const source = Buffer.from(await readUserFile(path, host)).toString();
  const { mode } = await stat(userPath(path, host)).catch(() => ({ mode: 0 }));
  if ((mode & OTHERS) !== 0) log.warn(`${path} holds passwords and can be read by others: chmod 600 ${path}`);
  try {
    const { gsinitrc, warnings } = parseGsinitrc(path, source);
    for (const warning of warnings) log.warn(warning);
    return gsinitrc;
  } catch (error) {
    if (error instanceof ConfigError) for (const warning of error.warnings) log.warn(warning);
    throw error;
  }
}

/** HTTP for etcd: a watch keeps its connection and may be silent for long, so connections are not counted. */
export function etcdTransport(keepAliveTimeout: number | undefined): HttpTransport {
  return createHttp({ idleTimeout: 0, connectTimeout: keepAliveTimeout ?? 10_000, connections: 1000 });
}

/** Runs the reference engine on the stores of a gsinitrc until its signal ends it. */
export async function runRegionEngine(
  host: Host,
  log: Log,
  { path, step, signal, told }: EngineRun,
): Promise<void> {
  const { etcd, mongo } = await readGsinitrc(path, host, log);
  const transport = etcdTransport(etcd.keepAliveTimeout);
  const documents = createMongo(mongo);
  try {
    await runEngine({
      etcd: createEtcd(etcd, transport),
      mongo: documents,
      prefix: etcd.prefix,
      writer: `ostk ${host.version}`,
      step,
      signal,
      log: told,
    });
  } finally {
    await documents.close();
    await transport.close();
  }
}
