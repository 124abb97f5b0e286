/** Whether a change is for the domain that runs, for its next start, or for what it is now (virDomainModificationImpact). */
import { flag } from '../../../kernel/vsh/params.ts';
import { exclude } from './exclusive.ts';

const LIVE = 1;
const CONFIG = 2;

/** `--config`, `--live` and `--current`. */
export const affect = {
  config: flag('--config', 'Affect the next start'),
  live: flag('--live', 'Affect the domain that runs'),
  current: flag('--current', 'Affect what the domain is now'),
};

interface Asked {
  readonly config: boolean;
  readonly live: boolean;
  readonly current: boolean;
}

/**
 * The bits of the options.
 * @param otherwise the bits where none was given (default: what the domain is now)
 * @throws Failure for options that do not go together
 */
export function affectFlags({ config, live, current }: Asked, otherwise = 0): number {
  exclude({ config, live, current }, ['current', 'live'], ['current', 'config']);
  if (!config && !live && !current) return otherwise;
  return (config ? CONFIG : 0) | (live ? LIVE : 0);
}

/** The bit for the domain that runs, and the one for its next start. */
export const [AFFECT_LIVE, AFFECT_CONFIG] = [LIVE, CONFIG];
