/** `image-quota`: `usage` by the name that some operators' versions of the client have for it. */
import type { Verbs } from '../../kernel/command.ts';
import usage from './usage.ts';

export default { '': { ...usage[''], own: true } } satisfies Verbs;
