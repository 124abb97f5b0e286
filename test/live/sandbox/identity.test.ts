/** The sandbox's identity service and the real one, told the same stories. */
import { describe, test } from 'vitest';
import { catalog, endpointFilter } from './identity/catalog.ts';
import { applicationCredentials, credentials } from './identity/credentials.ts';
import { oauth, trusts } from './identity/delegations.ts';
import { federation } from './identity/federation.ts';
import { limits } from './identity/limits.ts';
import { domains, projects, users } from './identity/people.ts';
import { roles, scoped, tokens } from './identity/rights.ts';
import { compare } from './identity/sides.ts';

// Requests of a story follow one another, so that only stories can be under way at once.
describe.concurrent.each([
  { of: 'people and projects', stories: { domains, projects, users } },
  { of: 'rights', stories: { roles, tokens, scoped } },
  { of: 'delegations', stories: { trusts, oauth, applicationCredentials, credentials } },
  { of: 'the catalogue', stories: { catalog, endpointFilter, limits, federation } },
])('of $of the identity service answers as Keystone does', ({ stories }) => {
  for (const [name, story] of Object.entries(stories)) test.sequential(name, () => compare(story));
});
