/** What is delegated to others: trusts, application credentials, OAuth's tokens, and other credentials. */
import { libraries } from '../../../harness/oauthlib.ts';
import { both, type Family, fails, keep, keepAll, once, prepare } from '../step.ts';

/** Secrets and keys are new each time. */
const secrets = {
  mask: ['ids', 'times'],
  fields: ['Secret', 'secret', 'oauth_verifier'],
  // The ID of a credential of EC2's is a hash.
  edit: (text: string) => text.replace(/\b[0-9a-f]{64}\b/g, 'HASH'),
} as const;
const token = {
  mask: ['ids', 'times'],
  edit: (text: string) => text.replace(/\bgAAAA[\w.-]+=*/g, 'TOKEN'),
} as const;

/** Logs in as a user whom the lines before made. */
const as = (name: string): string => `--os-username {}-${name} --os-password secret --os-project-name {}`;
const people = [
  prepare('project create {}'),
  prepare('user create --password secret {}-ann'),
  prepare('user create --password secret {}-bob'),
  prepare('role add --project {} --user {}-ann member'),
];

export const trusts: Family = {
  name: 'trusts',
  steps: [
    ...people,
    ...['ann', 'bob'].map(name => keep(name, 'id', prepare(`user show {}-${name}`))),
    keep('project', 'id', prepare('project show {}')),
    ...['member', 'reader', 'admin'].map(name => keep(name, 'id', prepare(`role show ${name}`))),
    both(`trust create --project [project] --role [member] [ann] [bob] ${as('ann')}`),
    keep(
      'trust',
      'id',
      once(
        'trust create --project [project] --role [member] --role [reader] --impersonate ' +
          '--expiration 2036-01-02T03:04:05 [ann] [bob] ' +
          as('ann'),
      ),
    ),
    both('trust show [trust]'),
    both('trust list --trustor {}-ann --trustor-domain default'),
    once('trust list --trustee {}-bob -f csv'),
    once(`trust list --auth-user ${as('ann')}`),
    fails(`trust create --project [project] --role [admin] [ann] [bob] ${as('ann')}`),
    fails(`trust create --project [project] --role [member] [bob] [ann] ${as('ann')}`),
    once('token issue --os-username {}-bob --os-password secret --os-trust-id [trust]', {
      ...token,
      as: 'unscoped',
    }),
    fails(`trust delete [trust] ${as('bob')}`),
    once(`trust delete [trust] ${as('ann')}`),
    fails('trust list', { as: 'demo' }),
  ],
};

/** Logs in with an application credential. */
const APPLICATION =
  '--os-auth-type v3applicationcredential --os-application-credential-id [app] --os-application-credential-secret hush';

export const applicationCredentials: Family = {
  name: 'application credentials',
  steps: [
    ...people,
    both(`application credential create {}-[format] ${as('ann')}`, secrets),
    keep(
      'app',
      'ID',
      once(
        'application credential create --secret hush --role reader --expiration 2036-01-02T03:04:05 ' +
          `--description 'of a test' --unrestricted --access-rules [dir]/access-rules.json {} ${as('ann')}`,
        secrets,
      ),
    ),
    both(`application credential show {} ${as('ann')}`),
    both(`application credential list ${as('ann')}`),
    once('application credential list --user {}-ann --user-domain default'),
    fails(`application credential create --role admin x ${as('ann')}`),
    keep('rule', 'ID', once(`access rule list ${as('ann')}`)),
    both(`access rule show [rule] ${as('ann')}`),
    // The peer looks for it in the wrong place.
    fails('access rule list --user {}-ann --user-domain default'),
    fails(`access rule delete [rule] ${as('ann')}`),
    once(`token issue ${APPLICATION}`, { ...token, as: 'unscoped' }),
    once(`server list ${APPLICATION}`, { as: 'unscoped' }),
    fails(`flavor list ${APPLICATION}`, { as: 'unscoped' }),
    once(`application credential delete {} {}-json ${as('ann')}`),
    once(`access rule delete [rule] ${as('ann')}`),
    both(`access rule list ${as('ann')}`),
    both(`access rule list ${as('ann')}`),
  ],
};

export const credentials: Family = {
  name: 'credentials',
  steps: [
    ...people,
    both('credential create --type cert --project {} {}-ann [dir]/blob', secrets),
    keep('credential', 'id', once('credential create --type totp --project {} {}-bob [dir]/blob', secrets)),
    both('credential show [credential]'),
    both('credential list --user {}-bob'),
    once('credential list --type cert --user {}-ann'),
    // The peer names the domain by all that it knows of it.
    fails('credential list --user {}-ann --user-domain default'),
    // Keystone lets the data alone be changed, the peer always sends the type.
    fails('credential set --user {}-ann --type cert --data [dir]/blob --project {} [credential]'),
    once('credential delete [credential] nosuch'),
    fails(`credential create --type x --project {} {}-bob [dir]/blob ${as('ann')}`),
    once(`credential list ${as('ann')}`),
    both(`ec2 credentials create ${as('ann')}`, secrets),
    keep('key', 'access', once('ec2 credentials create --user {}-bob --project {}', secrets)),
    both('ec2 credentials list --user {}-ann', secrets),
    both('ec2 credentials show --user {}-bob [key]', secrets),
    fails(`ec2 credentials list --user {}-bob ${as('ann')}`),
    once('ec2 credentials delete --user {}-bob [key]'),
    fails('ec2 credentials delete --user {}-bob nosuch'),
    keep('mine', 'ID', once('credential list --user {}-ann', secrets)),
    once('credential delete [mine]'),
  ],
};

const CONSUMER = '--consumer-key [consumer] --consumer-secret [secret]';
const REQUEST = `${CONSUMER} --request-key [request] --request-secret [hidden]`;

export const oauth: Family = {
  name: 'OAuth',
  env: libraries,
  steps: [
    both('consumer list'),
    both("consumer create --description 'of a test'", secrets),
    keepAll({ consumer: 'id', secret: 'secret' }, prepare('consumer create')),
    both('consumer show [consumer]'),
    both('consumer list'),
    once('consumer set --description new [consumer]'),
    once('consumer show [consumer] -f yaml'),
    both(`request token create ${CONSUMER} --project admin`, secrets),
    fails('request token create --consumer-key [consumer] --consumer-secret wrong --project admin'),
    keepAll(
      { request: 'key', hidden: 'secret' },
      prepare(`request token create ${CONSUMER} --project admin --domain default`),
    ),
    once('request token authorize --request-key [request] --role member', secrets),
    keepAll(
      { verifier: 'oauth_verifier' },
      once('request token authorize --request-key [request] --role member --role reader', secrets),
    ),
    fails(`access token create ${REQUEST} --verifier wrong`),
    once(`access token create ${REQUEST} --verifier [verifier]`, secrets),
    fails(`access token create ${REQUEST} --verifier [verifier]`),
    keepAll(
      { request: 'key', hidden: 'secret' },
      prepare(`request token create ${CONSUMER} --project admin`),
    ),
    keepAll(
      { verifier: 'oauth_verifier' },
      prepare('request token authorize --request-key [request] --role reader'),
    ),
    once(`access token create ${REQUEST} --verifier [verifier] -f json`, secrets),
    once('consumer delete [consumer]'),
    fails('consumer delete nosuch'),
    fails('consumer list', { as: 'demo' }),
  ],
};
