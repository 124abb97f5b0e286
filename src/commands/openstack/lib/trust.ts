/** Trusts: what is shown of one, and the users, projects and roles that they name. */
import { HttpError } from '../../../clients/errors.ts';
import type { JsonObject } from '../../../clients/json.ts';
import { domain, trust } from '../../../clients/resources/identity.ts';
import { attributes, type ResourceType } from '../../../clients/resources/resource.ts';
import type { Context } from '../../../kernel/context.ts';
import type { ShowResult } from '../../../kernel/output/result.ts';
import { naming, text } from '../../../kernel/params.ts';
import { type Column, fields } from '../../../kernel/rows.ts';
import type { Named } from './by-id.ts';

/** `--trustor-domain` and `--trustee-domain`. */
export const partyDomains = {
  trustor_domain: naming(
    'domain',
    text('--trustor-domain <trustor-domain>', 'Domain of the trustor (name or ID)'),
  ),
  trustee_domain: naming(
    'domain',
    text('--trustee-domain <trustee-domain>', 'Domain of the trustee (name or ID)'),
  ),
};

const shown: readonly Column[] = [
  'expires_at',
  'id',
  'is_impersonation',
  'project_id',
  'redelegated_trust_id',
  'redelegation_count',
  'remaining_uses',
  'roles',
  'trustee_user_id',
  'trustor_user_id',
].map(name => [name, name]);

/** A trust in full. @param item as the service sent it */
export function showTrust(item: JsonObject): ShowResult {
  return fields(shown, attributes(trust, item));
}

/** Something that a trust names; for who may not look it up the word itself counts as its ID. */
export function named(context: Context, type: ResourceType, word: string, domainWord?: string): Named {
  const lookUp = async (): Promise<string> => {
    try {
      const query = domainWord ? { domain_id: await context.findId(domain, domainWord) } : {};
      return await context.findId(type, word, query);
    } catch (error) {
      if (error instanceof HttpError && error.status === 403) return word;
      throw error;
    }
  };
  return { word, domain: domainWord || undefined, lookUp };
}
