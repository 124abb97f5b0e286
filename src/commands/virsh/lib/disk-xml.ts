/** The description of a disk, from words of a line (tools/virsh-domain.c, cmdAttachDisk). */
import type { Element } from '@xmldom/xmldom';
import { Failure } from '../../../kernel/vsh/failure.ts';
import { addressElement, parseAddress } from './address.ts';
import { descriptionText, element, elementIfAny } from './build-xml.ts';
import { checkWwn } from './wwn.ts';

type Word = string | undefined;

interface Asked {
  readonly source: string;
  readonly target: string;
  readonly targetbus: Word;
  readonly driver: Word;
  readonly subdriver: Word;
  readonly iothread: Word;
  readonly cache: Word;
  readonly io: Word;
  readonly type: Word;
  readonly mode: Word;
  readonly sourcetype: Word;
  readonly serial: Word;
  readonly wwn: Word;
  readonly alias: Word;
  readonly rawio: boolean;
  readonly address: Word;
  readonly multifunction: boolean;
  readonly source_protocol: Word;
  readonly source_host_name: Word;
  readonly source_host_transport: Word;
  readonly source_host_socket: Word;
}

/**
 * Makes it.
 * @param isBlock tells whether the source is a block device of this machine
 * @throws Failure for what is not known, or does not go together
 */
export async function diskXml(asked: Asked, isBlock: () => Promise<boolean>): Promise<string> {
  const { mode, wwn, serial, alias } = asked;
  const type = await sourceType(asked, isBlock);
  if (mode !== undefined && mode !== 'readonly' && mode !== 'shareable')
    throw new Failure(`No support for ${mode} in command 'attach-disk'`);
  if (wwn !== undefined) checkWwn(wwn);
  const driver = {
    name: asked.driver,
    type: asked.subdriver,
    iothread: asked.iothread,
    cache: asked.cache,
    io: asked.io,
  };
  return descriptionText(
    element(
      'disk',
      { type, device: asked.type, rawio: asked.rawio ? 'yes' : undefined },
      elementIfAny('driver', driver),
      source(type, asked),
      element('target', { dev: asked.target, bus: asked.targetbus }),
      mode === undefined ? undefined : element(mode),
      serial === undefined ? undefined : element('serial', {}, serial),
      alias === undefined ? undefined : element('alias', { name: alias }),
      wwn === undefined ? undefined : element('wwn', {}, wwn),
      address(asked),
    ),
  );
}

type SourceType = 'file' | 'block' | 'network';

/** What the source is, where the line does not say so. @throws Failure */
async function sourceType(
  { sourcetype, source_protocol, driver }: Asked,
  isBlock: () => Promise<boolean>,
): Promise<SourceType> {
  const isNetwork = source_protocol !== undefined;
  const type = sourcetype || (isNetwork ? 'network' : await fileOrBlock(driver, isBlock));
  if (type !== 'file' && type !== 'block' && type !== 'network')
    throw new Failure(`Unknown source type: '${type}'`);
  if ((type === 'network') !== isNetwork)
    throw new Failure('--source-protocol option requires --sourcetype network');
  return type;
}

async function fileOrBlock(driver: Word, isBlock: () => Promise<boolean>): Promise<SourceType> {
  const hasFiles = driver === 'file' || driver === 'tap';
  return !hasFiles && (await isBlock()) ? 'block' : 'file';
}

function source(type: SourceType, asked: Asked): Element {
  if (type !== 'network') return element('source', { [type === 'file' ? 'file' : 'dev']: asked.source });
  const [, name, , port] = /^([^:]*)(:(.*))?$/s.exec(asked.source_host_name ?? '') ?? [];
  const host = elementIfAny('host', {
    transport: asked.source_host_transport,
    socket: asked.source_host_socket,
    ...(asked.source_host_name === undefined ? {} : { name, port }),
  });
  return element('source', { protocol: asked.source_protocol, name: asked.source }, host);
}

/** What a target's name says of its bus. */
const EXPECTED = [
  ['vd', ['pci', 'ccw'], 'expecting a pci:0000.00.00.00 or ccw:00.0.0000 address.'],
  ['sd', ['scsi', 'usb', 'sata'], 'expecting a scsi:00.00.00 or usb:00.00 or sata:00.00.00 address.'],
  ['hd', ['ide'], 'expecting an ide:00.00.00 address.'],
] as const;

function address({ address, target, multifunction }: Asked): Element | undefined {
  if (address === undefined) return undefined;
  const parsed = parseAddress(address);
  if (!parsed) throw new Failure('Invalid address.');
  for (const [prefix, types, sentence] of EXPECTED) {
    if (target.startsWith(prefix) && !types.some(type => type === parsed.type)) throw new Failure(sentence);
  }
  return addressElement(parsed, multifunction);
}
