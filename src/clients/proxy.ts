/** Which proxy a URL goes through, by the rules of Python's urllib and requests. */

export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Looks for a proxy.
 * @param url the target
 * @param env `http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`; small letters go before capitals. `HTTP_PROXY` does
 *   not count where `REQUEST_METHOD` is set: a CGI client could choose it.
 * @returns the proxy's URL (`http://` is put before a bare host), or undefined to go straight
 */
export function proxyFor(url: URL, env: ProxyEnvironment): string | undefined {
  const scheme = url.protocol.slice(0, -1);
  const cgi = scheme === 'http' && env.REQUEST_METHOD !== undefined;
  const chosen =
    env[`${scheme}_proxy`] ||
    (cgi ? '' : env[`${scheme.toUpperCase()}_PROXY`]) ||
    env.all_proxy ||
    env.ALL_PROXY;
  if (!chosen || bypassed(url, env.no_proxy || env.NO_PROXY || '')) return undefined;
  return chosen.includes('://') ? chosen : `http://${chosen}`;
}

function bypassed(url: URL, list: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list
    .split(',')
    .map(entry => entry.trim().toLowerCase())
    .some(entry => entry !== '' && matches(entry, host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*' || entry === host) return true;
  const network = /^(\d+(?:\.\d+){3})\/(\d+)$/.exec(entry);
  if (network) return inNetwork(host, network[1] ?? '', Number(network[2]));
  const [, name = entry, only] = /^(.*[^:]):(\d+)$/.exec(entry) ?? [];
  if (only !== undefined && only !== port) return false;
  const suffix = name.replace(/^\*?\.?/, '');
  return suffix !== '' && (host === suffix || host.endsWith(`.${suffix}`));
}

function inNetwork(host: string, network: string, bits: number): boolean {
  const address = ipv4(host);
  const base = ipv4(network);
  if (address === undefined || base === undefined || bits > 32) return false;
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) === Math.floor(base / size);
}

function ipv4(text: string): number | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
