/** Domains (Identity API v3, "Domains"): projects that others are in. */
import { text } from '../../clients/json.ts';
import type { Routes } from '../service.ts';
import { hexId } from '../state.ts';
import { type Kind, routesOf } from './kind.ts';
import { changedProject, newProject, putProject } from './project-changes.ts';
import { domainSchema } from './project-schema.ts';
import { invalid } from './refusals.ts';
import { deleteDomain } from './removal.ts';
import { asProject } from './targets.ts';

export const domain: Kind = {
  plural: 'domains',
  single: 'domain',
  attributes: ['id', 'name', 'description', 'enabled', 'tags', 'options'],
  hidden: ['parent_id', 'domain_id', 'is_domain'],
  filters: ['name', 'enabled'],
  schema: domainSchema,
  ignoresId: true,
  put: putProject,
  target: (_call, item) => ({ domain: item }),
  create: (call, given) => {
    const { domain_id: _domain, parent_id: _parent, ...rest } = given;
    const wanted = given.explicit_domain_id;
    const isUuid = /^[0-9a-f]{32}$/.test(text(given, 'explicit_domain_id'));
    if (wanted !== undefined && wanted !== null && !isUuid)
      throw invalid('Domain ID does not conform to required UUID format.');
    return newProject(call, isUuid ? String(wanted) : hexId(), { ...rest, is_domain: true }, '');
  },
  update: (call, item, given) => {
    // What makes it a project comes with every change, so that an immutable one stays so (Keystone does the same).
    const place = { parent_id: null, domain_id: null, is_domain: true };
    return changedProject(call, asProject(item), { ...given, ...place });
  },
  remove: deleteDomain,
};

export const routes: Routes = routesOf(domain);
