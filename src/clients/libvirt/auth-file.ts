/** libvirt's auth.conf: names and passwords for daemons, so that nobody has to type them. */
import { readFileSync } from 'node:fs';
import type { Login } from './sasl.ts';

/**
 * Finds what the first file that is there says of a host.
 * @param asked the file that the URI names
 * @param env for LIBVIRT_AUTH_FILE, XDG_CONFIG_HOME and HOME
 * @returns what is known; a password is never without its file's name in an error
 */
export function storedLogin(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  host: string,
): Partial<Login> {
  const own = env.XDG_CONFIG_HOME ?? (env.HOME === undefined ? undefined : `${env.HOME}/.config`);
  const files = [
    asked,
    env.LIBVIRT_AUTH_FILE,
    own === undefined ? undefined : `${own}/libvirt/auth.conf`,
    '/etc/libvirt/auth.conf',
  ];
  for (const file of files) {
    const text = file === undefined ? undefined : readIfThere(file);
    if (text !== undefined) return loginOf(text, host);
  }
  return {};
}

/** Reads what a file's text says of a host: `[auth-libvirt-HOST]` names the `[credentials-NAME]` that count. */
export function loginOf(text: string, host: string): Partial<Login> {
  const groups = sections(text);
  const named = (groups.get(`auth-libvirt-${host}`) ?? groups.get('auth-libvirt-default'))?.get(
    'credentials',
  );
  const found = named === undefined ? undefined : groups.get(`credentials-${named}`);
  const user = found?.get('authname') ?? found?.get('username');
  const password = found?.get('password');
  return { ...(user === undefined ? {} : { user }), ...(password === undefined ? {} : { password }) };
}

function sections(text: string): Map<string, Map<string, string>> {
  const all = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const heading = /^\[(.*)\]$/.exec(trimmed)?.[1];
    if (heading !== undefined) {
      current = all.get(heading) ?? new Map();
      all.set(heading, current);
    } else if (!/^[#;]/.test(trimmed) && trimmed.includes('=')) {
      const at = trimmed.indexOf('=');
      current.set(trimmed.slice(0, at).trim(), trimmed.slice(at + 1).trim());
    }
  }
  return all;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // One that cannot be read is one that is not there: the daemon will ask.
    return undefined;
  }
}
