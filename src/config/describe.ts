/** Settings as rows for people: what, how much, where from. */
import { isSecret, REDACTED, withoutUser } from './mask.ts';
import type { Settings } from './settings.ts';

/** The settings that decide what a command does, in the order in which they are shown; `auth` comes after the cloud. */
const FIRST = ['cloud', 'auth_type'];
const LAST = ['region_name', 'interface', 'verify', 'insecure', 'cacert', 'cert', 'key'];

/**
 * Describes settings.
 * @returns rows of setting, value (secrets masked) and source; settings that nobody set are left out, except those
 *   that every command depends on
 */
export function describe(settings: Settings): [setting: string, value: string, source: string][] {
  const { config, auth } = settings;
  const sources = settings.sources();
  const rows: [string, string, string][] = [];
  const add = (name: string, value: unknown): void => {
    if (value === undefined || value === null || value === '') return;
    rows.push([name, isSecret(name) ? REDACTED : withoutUser(String(value)), sources[name] ?? 'default']);
  };
  for (const name of FIRST) add(name, name === 'cloud' ? settings.cloud : settings.authType);
  for (const [key, value] of Object.entries(auth)) add(`auth.${key}`, value);
  for (const name of LAST) add(name, config[name]);
  const shown = new Set(rows.map(([name]) => name));
  for (const name of Object.keys(config).sort()) {
    const source = sources[name];
    const asAuth = name in auth || shown.has(name);
    if (!asAuth && source !== undefined && source !== 'default') add(name, config[name]);
  }
  return rows;
}
