/** The peer's commands of identity on `ostk sandbox serve`: each works, and prints what ostk prints. */
import { account } from './peer/account.ts';
import { families } from './peer/identity/families.ts';
import { expectLines, runFamilies, surface } from './peer/lines.ts';

const mapping = (type: string): string =>
  JSON.stringify([{ local: [{ user: { name: '{0}' } }], remote: [{ type }] }]);

runFamilies(families, {
  'access-rules.json': '[{"path": "/v2.1/servers/**", "method": "GET", "service": "compute"}]',
  blob: '{"access": "a", "secret": "b"}',
  'filters.json': '{"interface": "public"}',
  'list.json': '[1]',
  'other.json': '{"interface": "admin"}',
  'other-rules.json': mapping('Email'),
  policy: 'all of it',
  'rules.json': mapping('UserName'),
});

const { commands, group } = surface();
expectLines(
  commands.filter(command => group(command) === 'identity.v3'),
  // Tokens and the catalogue are among the lines of who one is, in peer.test.ts.
  [...families, account],
  ['credential set', 'federation protocol set'],
);
