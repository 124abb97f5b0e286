/** `virsh domdisplay` (tools/virsh-domain.c, cmdDomDisplay). */
import { domainIsActive } from '../../clients/libvirt/protocol/domain.ts';
import { parseUri } from '../../clients/libvirt/uri.ts';
import { command } from '../../kernel/command.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
import { domain, flag, word } from '../../kernel/vsh/params.ts';
import { describe } from './lib/description.ts';
import { findDomain } from './lib/domain.ts';
import { SECURE } from './lib/dump.ts';
import { exclude } from './lib/exclusive.ts';
import type { Xml } from './lib/xml.ts';

const BUS = 'dbus';
const SCHEMES = ['vnc', 'spice', 'rdp', BUS];
/** The port of VNC's display :0. */
const FIRST_PORT = 5900;
const EVERYWHERE = /^(?:0\.0\.0\.0|(?=.*:)[0:]+)$/;

/** The number of a port; 0 where there is none. */
function portOf(text: string | undefined): number {
  return text !== undefined && /^\s*[-+]?\d+$/.test(text) ? Number(text) : 0;
}

/**
 * The URI of a domain's display.
 * @param server the host that was connected to, which a display that listens everywhere can be met at
 * @returns undefined where it has no display of this kind, or none that can be connected to
 */
function displayOf(xml: Xml, scheme: string, server: string | undefined): string | undefined {
  const of = (what: string) => xml.text(`/domain/devices/graphics[@type='${scheme}']/${what}`);
  const [port, tlsPort] = [portOf(of('@port')), portOf(of('@tlsPort'))];
  const socket = of('listen/@type') === 'socket' ? of('listen/@socket') : undefined;
  if (port === 0 && tlsPort === 0 && socket === undefined) return undefined;
  const listen = of('@listen');
  const host = listen === undefined ? of('listen/@address') : EVERYWHERE.test(listen) ? server : listen;
  const password = of('@passwd');
  const where = host?.includes(':') ? `[${host}]` : (host ?? 'localhost');
  const query = [
    ...(tlsPort === 0 ? [] : [`tls-port=${tlsPort}`]),
    ...(scheme === 'spice' && password !== undefined ? [`password=${password}`] : []),
  ];
  return [
    scheme,
    socket === undefined ? '://' : '+unix://',
    scheme === 'vnc' && password !== undefined ? `:${password}@` : '',
    socket ?? where,
    port === 0 ? '' : `:${scheme === 'vnc' ? port - FIRST_PORT : port}`,
    query.length === 0 ? '' : `?${query.join('&')}`,
  ].join('');
}

const BUS_SOCKET = 'unix:path=';

/** The URI of a display on a bus. @param refuse told of an address that there is no URI for */
function busOf(xml: Xml, refuse: (sentence: string) => void): string | undefined {
  const address = xml.text(`/domain/devices/graphics[@type='${BUS}']/@address`);
  if (address?.startsWith(BUS_SOCKET)) return `dbus+unix://${address.slice(BUS_SOCKET.length)}`;
  if (address !== undefined) refuse(`'${address}' D-Bus address is not handled`);
  return undefined;
}

const domdisplay = command({
  summary: "Print the URI of a domain's display",
  group: 'domain',
  params: {
    domain,
    include_password: flag('--include-password', 'With its password, if it has one'),
    type: word('--type', "One kind of display only: 'vnc', 'spice', 'rdp' or 'dbus'"),
    all: flag('--all', 'Print all of its displays, not the first one alone'),
  },
  output: 'text-list',
  async run(context, values) {
    const { all, type } = values;
    exclude(values, ['all', 'type']);
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const { active } = await libvirt.call(domainIsActive, { dom });
    if (!active) throw new Failure('Domain is not running');
    const xml = await orFail(
      'Failed to get domain description xml',
      describe(libvirt, dom, values.include_password ? SECURE : 0),
    );
    const server = parseUri(libvirt.uri).host;
    const refuse = (sentence: string): void => context.log.error(`error: ${sentence}`);
    const found: string[] = [];
    for (const scheme of SCHEMES.filter(each => type === undefined || each === type)) {
      const display = scheme === BUS ? busOf(xml, refuse) : displayOf(xml, scheme, server);
      if (display !== undefined) found.push(display);
      if (!all && found.length > 0) break;
    }
    const [first] = found;
    if (first === undefined)
      throw new Failure(`No graphical display ${type === undefined ? '' : `with type '${type}' `}found`);
    return {
      kind: 'text',
      text: () => (all ? found.map(each => `${each}\n`).join('') : first),
      data: { kind: 'list', columns: ['Display'], rows: found.map(each => [each]) },
    };
  },
});

export default { '': domdisplay };
