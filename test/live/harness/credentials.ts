/** The cloud's users. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where test/cloud/cloud keeps its data. */
export const CLOUD_HOME = process.env.CLOUD_HOME ?? '/tmp/ostk-cloud';

/** Who runs a command; 'none' has no credentials at all. */
export type User = 'admin' | 'demo' | 'none';

/** The `OS_*` variables of a user's openrc file. */
export function openrc(user: User): Record<string, string> {
  if (user === 'none') return {};
  const lines = readFileSync(join(CLOUD_HOME, `${user}-openrc`), 'utf8').matchAll(/^export (\w+)=(.*)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}
