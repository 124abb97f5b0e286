/** Values whose types the daemon says, printed. */
import type { TypedValue } from '../../../clients/libvirt/protocol/typed-param.ts';

/** As libvirt's shell prints a value (tools/vsh.c, vshGetTypedParamValue). */
export function typedText({ type, value }: TypedValue): string {
  if (type === 'boolean') return value ? 'yes' : 'no';
  return type === 'double' ? value.toFixed(6) : String(value);
}

/** As libvirt itself does (virTypedParameterToString). */
export function rawText({ type, value }: TypedValue): string {
  if (type === 'boolean') return value ? '1' : '0';
  return type === 'double' ? String(Number(value.toPrecision(6))) : String(value);
}

/** A value for other formats; a number that JavaScript cannot hold exactly is text. */
export function typedCell({ value }: TypedValue): string | number | boolean {
  return typeof value === 'bigint' ? exact(value) : value;
}

/** A number as such where JavaScript can hold it exactly, otherwise its digits. */
export function exact(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
