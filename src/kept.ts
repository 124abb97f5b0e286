/** Answers of services that hardly ever change, kept between runs as tokens are: with their rules, beside them. */
import { join } from 'node:path';
import { cacheKey } from './clients/auth/cache.ts';
import { isObject, type JsonObject, parseJson } from './clients/json.ts';
import { createPrivateFiles } from './clients/private-files.ts';
import type { Host } from './host.ts';
import type { Log } from './kernel/context.ts';
import { jsonText } from './kernel/output/json.ts';

/** How long an answer counts, in milliseconds. */
const LIFETIME = 24 * 60 * 60 * 1000;

const FORMAT = 1;

export interface Kept {
  /** @returns undefined when nothing is kept, or it is too old */
  load(key: readonly string[]): JsonObject | undefined;
  store(key: readonly string[], value: JsonObject): void;
}

/** Opens what is kept below `$XDG_CACHE_HOME/ostk/answers`, else `~/.cache`. */
export function openKept({ env, home, uid, clock }: Host, log: Log): Kept {
  const base = env.XDG_CACHE_HOME || join(home, '.cache');
  const files = createPrivateFiles({
    dir: join(base, 'ostk', 'answers'),
    uid: uid < 0 ? undefined : uid,
    what: 'Cache',
    now: clock.now,
    warn: log.warn,
  });
  const nameOf = (key: readonly string[]): string => `${cacheKey(key)}.json`;
  return {
    load(key) {
      const text = files.read(nameOf(key));
      const entry = text === undefined ? undefined : parsed(text);
      if (entry?.format !== FORMAT || typeof entry.storedAt !== 'number') return undefined;
      const age = clock.now() - entry.storedAt;
      return age >= 0 && age < LIFETIME && isObject(entry.value) ? entry.value : undefined;
    },
    store(key, value) {
      // What cannot be kept is asked for again.
      files.write(nameOf(key), jsonText({ format: FORMAT, storedAt: clock.now(), value }));
    },
  };
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
