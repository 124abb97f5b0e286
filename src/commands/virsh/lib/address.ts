/** Addresses of devices, as the line has them: `pci:0000.00.0a.0`, `scsi:0.0.1` … (virshAddressParse, virshAddressFormat). */
import type { Element } from '@xmldom/xmldom';
import { element } from './build-xml.ts';

/** A part: its name, its base, and the digits that it has at least in a description. */
type Part = readonly [name: string, base: 10 | 16, digits?: number];

const DRIVE: readonly Part[] = [
  ['controller', 10],
  ['bus', 10],
  ['unit', 10],
];

const PARTS = {
  pci: [
    ['domain', 16, 4],
    ['bus', 16, 2],
    ['slot', 16, 2],
    ['function', 16, 1],
  ],
  scsi: DRIVE,
  ide: DRIVE,
  sata: DRIVE,
  ccw: [
    ['cssid', 16, 2],
    ['ssid', 16, 1],
    ['devno', 16, 4],
  ],
  usb: [
    ['bus', 10],
    ['port', 10],
  ],
} as const satisfies Readonly<Record<string, readonly Part[]>>;

export type AddressType = keyof typeof PARTS;

/** An address that was read. */
export interface Address {
  readonly type: AddressType;
  /** Its parts in a description, in order. */
  readonly parts: Readonly<Record<string, string>>;
}

const isType = (word: string): word is AddressType => Object.hasOwn(PARTS, word);

/** A number, in front of whatever separates it from the next. */
const NUMBER = { 10: /\s*\+?(\d+)/y, 16: /\s*\+?(?:0x)?([\da-f]+)/iy } as const;

/** Reads one. @returns undefined for what is none */
export function parseAddress(text: string): Address | undefined {
  const colon = text.indexOf(':');
  const type = text.slice(0, Math.max(colon, 0));
  if (!isType(type)) return undefined;
  const parts: Record<string, string> = {};
  let at = colon;
  for (const [name, base, digits = 0] of PARTS[type]) {
    const pattern = NUMBER[base];
    pattern.lastIndex = at + 1;
    const [all, digitsOfIt] = pattern.exec(text) ?? [];
    if (all === undefined || digitsOfIt === undefined) return undefined;
    at += 1 + all.length;
    const value = BigInt(base === 16 ? `0x${digitsOfIt}` : digitsOfIt);
    if (value >= 2n ** (name === 'unit' ? 64n : 32n)) return undefined;
    parts[name] = base === 16 ? `0x${value.toString(16).padStart(digits, '0')}` : String(value);
  }
  return { type, parts };
}

/** One in a description. @param multifunction whether a PCI device has several functions */
export function addressElement({ type, parts }: Address, multifunction: boolean): Element {
  const isDrive = type === 'scsi' || type === 'ide' || type === 'sata';
  return element('address', {
    type: isDrive ? 'drive' : type,
    ...parts,
    ...(type === 'pci' && multifunction ? { multifunction: 'on' } : {}),
  });
}
