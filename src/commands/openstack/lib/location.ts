/** `location`: where the SDK says that a resource lies. Most commands hide it. */
import type { Json } from '../../../clients/json.ts';
import type { Context } from '../../../kernel/context.ts';
import { repr } from '../../../kernel/output/python.ts';
import { Formatted } from '../../../kernel/output/result.ts';

/** The cloud, region and project of this run; for people as Python writes the SDK's Munch. */
export async function currentLocation(context: Context): Promise<Formatted> {
  const [settings, identity] = await Promise.all([context.settings(), context.whoami()]);
  const { auth } = settings;
  const project: Record<string, Json> = {
    id: identity.projectId ?? null,
    name: auth.project_name ?? null,
    domain_id: auth.project_domain_id ?? null,
    domain_name: auth.project_domain_name ?? null,
  };
  const location: Record<string, Json> = {
    cloud: settings.cloud ?? 'defaults',
    region_name: settings.region ?? null,
    zone: null,
  };
  const munch = (fields: string): string => `Munch(${fields})`;
  const outer = repr(location).slice(0, -1);
  const human = munch(`${outer}, 'project': ${munch(repr(project))}}`);
  const data = { ...location, project };
  return new Formatted(data, human, data, undefined, human);
}
