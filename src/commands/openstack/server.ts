/** Servers: the verbs that are one request each. Those with more to them have files of their own. */
import type { Verbs } from '../../kernel/command.ts';
import { actions } from './lib/server-actions.ts';

export default { ...actions } satisfies Verbs;
