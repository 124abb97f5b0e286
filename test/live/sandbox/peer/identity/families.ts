/** All families of lines of identity. */
import type { Family } from '../step.ts';
import { endpoints, policies, services } from './catalog.ts';
import { applicationCredentials, credentials, oauth, trusts } from './delegations.ts';
import { federation } from './federation.ts';
import { limits } from './limits.ts';
import { domains, groups, users } from './people.ts';
import { projects, roles } from './projects.ts';

export const families: readonly Family[] = [
  ...[domains, users, groups, projects, roles],
  ...[trusts, applicationCredentials, credentials, oauth],
  ...[services, endpoints, policies, limits, federation],
];
