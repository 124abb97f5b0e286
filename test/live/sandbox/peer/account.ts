/** Who one is, what there is, and what needs no service at all. */
import { both, type Family, fails, keep, once } from './step.ts';

/** Tokens and times are new each time. */
const token = {
  mask: ['times'],
  edit: (text: string) => text.replace(/\bgAAAA[\w.-]+=*/g, 'TOKEN'),
} as const;

/** Help is in each side's own words; its first paragraph, the usage, has none. */
const usage = (text: string): string => text.split('\n\n')[0] ?? '';

/** What completion offers depends on how many commands there are. */
const nothing = (): string => '';

export const account: Family = {
  name: 'account',
  steps: [
    both('catalog list'),
    both('catalog list', { as: 'demo' }),
    both('catalog show compute'),
    both('catalog show glance'),
    once('catalog show nosuch'),
    both('token issue', token),
    both('token issue', { ...token, as: 'demo' }),
    keep('token', 'id', once('token issue', token)),
    once('token revoke [token]'),
    fails('token revoke [token]'),
    both('versions show'),
    once('versions show --all-interfaces --status current -f json'),
    once('versions show --service compute --interface public'),
    once('versions show --region-name nosuch'),
    both('configuration show'),
    once('configuration show --unmask -f json'),
    both('limits show --absolute'),
    both('limits show --absolute --reserved --project demo --domain default'),
    once('limits show --rate'),
    once('limits show --absolute -f json', { as: 'demo' }),
    once('help flavor list', { edit: usage }),
    once('help server create', { edit: usage }),
    once('complete', { edit: nothing }),
    once('complete --name stack --shell bash', { edit: nothing }),
  ],
};
