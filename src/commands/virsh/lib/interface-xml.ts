/** The description of a network interface, from words of a line (tools/virsh-domain.c, cmdAttachInterface). */
import type { Element } from '@xmldom/xmldom';
import { Failure } from '../../../kernel/vsh/failure.ts';
import { addressElement, parseAddress } from './address.ts';
import { descriptionText, element } from './build-xml.ts';

type Word = string | undefined;

interface Asked {
  readonly type: string;
  readonly source: string;
  readonly target: Word;
  readonly mac: Word;
  readonly script: Word;
  readonly model: Word;
  readonly alias: Word;
  readonly inbound: Word;
  readonly outbound: Word;
  readonly managed: boolean;
  readonly source_mode: Word;
}

/** Makes it. @throws Failure for what is not known, or missing */
export function interfaceXml(asked: Asked): string {
  const { type, target, mac, script, model, alias } = asked;
  if (!Object.hasOwn(SOURCES, type))
    throw new Failure(`No support for ${type} in command 'attach-interface'`);
  if (!['server', 'client', undefined].includes(asked.source_mode))
    throw new Failure(`Invalid source mode: ${asked.source_mode}`);
  const limits = bandwidth(asked);
  return descriptionText(
    element(
      'interface',
      { type, managed: asked.managed ? 'yes' : undefined },
      SOURCES[type]?.(asked),
      target === undefined ? undefined : element('target', { dev: target }),
      mac === undefined ? undefined : element('mac', { address: mac }),
      script === undefined ? undefined : element('script', { path: script }),
      model === undefined ? undefined : element('model', { type: model }),
      alias === undefined ? undefined : element('alias', { name: alias }),
      limits,
    ),
  );
}

/** What an interface of a type is joined to. */
const SOURCES: Readonly<Record<string, (asked: Asked) => Element>> = {
  network: ({ source }) => element('source', { network: source }),
  bridge: ({ source }) => element('source', { bridge: source }),
  direct: ({ source }) => element('source', { dev: source }),
  hostdev({ source }) {
    const address = parseAddress(`pci:${source}`);
    if (!address) throw new Failure(`cannot parse pci address '${source}' for network interface`);
    return element('source', {}, addressElement(address, false));
  },
  vhostuser({ source, source_mode }) {
    if (source_mode === undefined) throw new Failure('source-mode is mandatory');
    return element('source', { type: 'unix', path: source, mode: source_mode });
  },
};

const FIELDS = ['average', 'peak', 'burst', 'floor'] as const;

type Rate = Readonly<Record<(typeof FIELDS)[number], bigint>>;

/** Takes `average,peak,burst,floor` apart; what is left out is 0. @throws Failure */
function rate(text: string): Rate {
  const words = text.split(',');
  if (words.length > FIELDS.length) throw new Failure(`Rate string '${text}' has too many fields`);
  const [average, peak, burst, floor] = FIELDS.map((name, at) => {
    const word = words[at] ?? '';
    if (word === '') return 0n;
    const value = /^\s*\+?\d+$/.test(word) ? BigInt(word.replace('+', '')) : -1n;
    if (value < 0n || value >= 2n ** 64n) throw new Failure(`field '${name}' is malformed`);
    return value;
  });
  return { average: average ?? 0n, peak: peak ?? 0n, burst: burst ?? 0n, floor: floor ?? 0n };
}

/** How much may come in and go out. @throws Failure */
function bandwidth({ inbound, outbound }: Asked): Element | undefined {
  const ins = inbound === undefined ? undefined : rate(inbound);
  if (ins?.average === 0n && ins.floor === 0n)
    throw new Failure('either inbound average or floor is mandatory');
  const outs = outbound === undefined ? undefined : rate(outbound);
  if (outs?.average === 0n) throw new Failure('outbound average is mandatory');
  if (outs && outs.floor > 0n) throw new Failure('outbound floor is unsupported yet');
  if (!ins && !outs) return undefined;
  return element('bandwidth', {}, ins && limit('inbound', ins), outs && limit('outbound', outs));
}

function limit(name: string, rate: Rate): Element {
  const given = FIELDS.filter(field => rate[field] > 0n);
  return element(name, Object.fromEntries(given.map(field => [field, String(rate[field])])));
}
