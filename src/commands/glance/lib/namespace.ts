/** Options that a namespace is made and changed with. */
import { text } from '../../../kernel/params.ts';
import { strictTruthOption } from './options.ts';

export const namespaceOptions = {
  owner: text('--owner <OWNER>', 'ID of the project that owns it'),
  protected: strictTruthOption('--protected', 'Whether it cannot be deleted'),
  visibility: text('--visibility <VISIBILITY>', 'Who sees it: public, or private'),
  description: text('--description <DESCRIPTION>', 'What it is for'),
  display_name: text('--display-name <DISPLAY_NAME>', 'What it is called for people'),
};
