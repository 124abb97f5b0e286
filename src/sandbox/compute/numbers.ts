/** Numbers that count up: of servers and of migrations. */
import type { State } from '../state.ts';

/** The next number of a kind of things that are counted. */
export function nextNumber(state: State, kind: string): number {
  const old = state.get('compute_numbers', kind)?.value;
  const value = (typeof old === 'number' ? old : 0) + 1;
  state.put('compute_numbers', { id: kind, value });
  return value;
}
