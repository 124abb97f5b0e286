/** The older spelling of `bash-completion`. */
import type { Verbs } from '../../kernel/command.ts';
import completion from './bash-completion.ts';

export default { '': { ...completion[''], hidden: true } } satisfies Verbs;
