/** Options that several commands for metadata definitions have. */
import { constant } from '../../../kernel/params.ts';

/** Who may see a namespace, and whether it can be deleted. */
export const access = {
  visibility: [
    constant<string | undefined>('--public', 'public', undefined, 'Let every project see it'),
    constant<string | undefined>('--private', 'private', undefined, 'Let only its own project see it'),
  ],
  is_protected: [
    constant<boolean | undefined>('--protected', true, undefined, 'Have the service refuse to delete it'),
    constant<boolean | undefined>('--unprotected', false, undefined, 'Let it be deleted'),
  ],
};

/** Which of `access` exclude each other. */
export const exclusiveAccess = [
  { members: ['--public', '--private'] },
  { members: ['--protected', '--unprotected'] },
];
