/** `--immutable` of domains, projects and roles (Identity API, "Resource options"). */
import type { JsonObject } from '../../../clients/json.ts';
import { constant } from '../../../kernel/params.ts';

/** The options; the value is undefined when neither is typed. */
export const immutableOptions = [
  constant<boolean | undefined>(
    '--immutable',
    true,
    undefined,
    'Protect it: until the protection is taken away it can neither be changed nor deleted',
  ),
  constant<boolean | undefined>('--no-immutable', false, undefined, 'Take the protection away (default)'),
];

/** The two options exclude each other. */
export const immutableExclusive = { members: ['--immutable', '--no-immutable'] };

/** The part of a body that the options stand for. @returns nothing when neither is typed */
export function immutableOption(immutable: boolean | undefined): { options?: JsonObject } {
  return immutable === undefined ? {} : { options: { immutable } };
}
