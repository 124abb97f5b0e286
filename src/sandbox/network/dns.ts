/** Names for the domain name system (neutron_lib/api/validators/dns.py). */
import { type Check, textOf } from './fields.ts';
import { badField } from './refusals.ts';

const LONGEST = 255;

/** What is wrong with a name's parts; undefined: nothing. */
function problemOf(name: string): string | undefined {
  const trimmed = name.replace(/\.$/, '');
  if (trimmed.length > LONGEST) return `'${trimmed}' exceeds the ${LONGEST} character FQDN limit`;
  const labels = trimmed.split('.');
  for (const label of labels) {
    if (label === '') return 'Encountered an empty component';
    if (/^-|-$/.test(label)) return `Name '${label}' must not start or end with a hyphen`;
    if (!/^[a-z0-9-]{1,63}$/i.test(label))
      return `Name '${label}' must be 1-63 characters long, each of which can only be alphanumeric or a hyphen`;
  }
  const last = labels.at(-1) ?? '';
  return labels.length > 1 && /^\d+$/.test(last) ? `TLD '${last}' must not be all numeric` : undefined;
}

/** A host's name, with its domain or without. */
export const dnsNameCheck: Check = (value, key) => {
  const name = String(textOf()(value, key));
  const problem = name === '' ? undefined : problemOf(name);
  if (problem !== undefined) throw badField(key, `'${name}' not a valid PQDN or FQDN. Reason: ${problem}`);
  return name;
};

/** A domain, which ends in a dot. */
export const dnsDomainCheck: Check = (value, key) => {
  const domain = String(textOf()(value, key));
  if (domain !== '' && !domain.endsWith('.')) throw badField(key, `'${domain}' is not a FQDN`);
  return dnsNameCheck(domain, key);
};
