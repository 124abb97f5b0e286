/** Ways to shut a domain down or to start it anew (virDomainShutdownFlagValues, virDomainRebootFlagValues). */
import { Failure } from '../../../kernel/vsh/failure.ts';

const MODES: Readonly<Record<string, number>> = { acpi: 1, agent: 2, initctl: 4, signal: 8, paravirt: 16 };

/**
 * The bits of a list such as `agent,acpi`.
 * @param last what stands before the last name where an unknown one is refused
 * @throws Failure
 */
export function modeFlags(list: string | undefined, last: string): number {
  let flags = 0;
  for (const mode of list?.split(',') ?? []) {
    const bit = Object.hasOwn(MODES, mode) ? MODES[mode] : undefined;
    if (bit === undefined)
      throw new Failure(
        `Unknown mode ${mode} value, expecting 'acpi', 'agent', 'initctl', 'signal'${last} 'paravirt'`,
      );
    flags |= bit;
  }
  return flags;
}
