/** What one can ask a token for (Identity API v3, "Authentication and tokens"; the older places are OS-FEDERATION's). */
import { ok } from '../http.ts';
import type { Handler, Routes } from '../service.ts';
import { domain } from './domains.ts';
import { view } from './kind.ts';
import { listOf } from './lists.ts';
import { allow } from './policy.ts';
import { project } from './projects.ts';
import { domainsOf, projectsOf } from './reach.ts';

const projects: Handler = call => {
  const { userId } = allow(call, 'get_auth_projects');
  const own = projectsOf(call.state, userId);
  return ok(
    listOf(
      call,
      'projects',
      own.map(each => view(project, call, each)),
    ),
  );
};

const domains: Handler = call => {
  const { userId } = allow(call, 'get_auth_domains');
  const own = domainsOf(call.state, userId);
  return ok(
    listOf(
      call,
      'domains',
      own.map(each => view(domain, call, each)),
    ),
  );
};

export const routes: Routes = {
  'GET /auth/projects': projects,
  'GET /auth/domains': domains,
  'GET /OS-FEDERATION/projects': projects,
  'GET /OS-FEDERATION/domains': domains,
};
