/** Values of one thing whose names and types the daemon says, each on a line. */
import type { TypedParam } from '../../../clients/libvirt/protocol/typed-param.ts';
import type { TextResult } from '../../../kernel/output/result.ts';
import { typedCell, typedText } from './typed.ts';

/** Fields as `name      : value`. @param wide cells that a name takes */
export function typedFields(params: readonly TypedParam[], wide: number): TextResult {
  const line = ({ field, value }: TypedParam): string => `${field.padEnd(wide)}: ${typedText(value)}\n`;
  return {
    kind: 'text',
    text: () => params.map(line).join(''),
    data: { kind: 'show', fields: params.map(({ field, value }) => [field, typedCell(value)] as const) },
  };
}
