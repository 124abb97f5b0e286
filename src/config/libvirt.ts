/** Which libvirt daemon is meant: the command line, the environment, libvirt.conf. */
import { ConfigError } from './errors.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What counts of libvirt.conf. */
export interface LibvirtConf {
  readonly uriDefault?: string | undefined;
  /** Entries such as `lab=qemu+ssh://root@lab/system`. */
  readonly uriAliases: readonly string[];
}

/** Where libvirt.conf is: the system's for root, the user's own for everybody else. */
export function libvirtConfPath(env: Env, uid: number, home: string): string {
  if (uid === 0) return '/etc/libvirt/libvirt.conf';
  return `${env.XDG_CONFIG_HOME || `${home}/.config`}/libvirt/libvirt.conf`;
}

/** A comment, a key, a string in either kind of quotes, or a sign. */
const TOKEN = /#[^\n]*|([A-Za-z_][\w-]*)|"([^"]*)"|'([^']*)'|([=[\],])|(\S)/g;

/**
 * Reads libvirt.conf: `key = "text"` and `key = [ "text", … ]`; keys that are not asked for are passed over.
 * @throws ConfigError for a list of aliases that is none
 */
export function parseLibvirtConf(text: string, path: string): LibvirtConf {
  const values = new Map<string, string[]>();
  let key: string | undefined;
  for (const [, name, double, single] of text.matchAll(TOKEN)) {
    if (name !== undefined) {
      key = name;
      values.set(name, []);
    } else if (key !== undefined) {
      const value = double ?? single;
      if (value !== undefined) values.get(key)?.push(value);
    }
  }
  const uriAliases = values.get('uri_aliases') ?? [];
  for (const entry of uriAliases) {
    const problem = aliasProblem(entry);
    if (problem)
      throw new ConfigError(`${path}: Malformed 'uri_aliases' config entry '${entry}', ${problem}`);
  }
  return { uriDefault: values.get('uri_default')?.[0], uriAliases };
}

function aliasProblem(entry: string): string | undefined {
  const at = entry.indexOf('=');
  if (at < 1) return "expected 'alias=uri://host/path'";
  return /^[\w-]+$/.test(entry.slice(0, at)) ? undefined : "aliases may only contain 'a-Z, 0-9, _, -'";
}

/**
 * The URI to connect to. virsh's own variable goes before libvirt's, as it does there.
 * @param asked what the command line says
 * @param conf read when it is needed
 * @returns undefined: whatever the daemon of this machine chooses
 */
export function libvirtUri(asked: string | undefined, env: Env, conf: () => LibvirtConf): string | undefined {
  const named = asked || env.VIRSH_DEFAULT_CONNECT_URI || env.LIBVIRT_DEFAULT_URI;
  // What has a colon is a URI, and needs no file.
  if (named?.includes(':')) return named;
  const { uriDefault, uriAliases } = conf();
  const uri = named || uriDefault;
  const alias = uriAliases.find(entry => entry.slice(0, entry.indexOf('=')) === uri);
  return alias?.slice(alias.indexOf('=') + 1) ?? uri;
}
