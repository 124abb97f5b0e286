/** What tokens of application credentials may be used for (keystonemiddleware, `validate_allowed_request`). */
import { children, isList, text } from '../../clients/json.ts';
import type { Subject } from './subject.ts';

/** What a token is used for. */
export interface Use {
  /** The types by which the service is in the catalogue. */
  readonly types: readonly string[];
  readonly method: string;
  /** Below the service's prefix, such as `/v2.1/servers`. */
  readonly path: string;
}

/** Whether the access rules of the application credential that a token is of, if any, permit it. */
export function permits({ credential }: Subject, use: Use | undefined): boolean {
  if (!use || !isList(credential?.access_rules)) return true;
  const { types, method, path } = use;
  // The identity service does not look at them itself.
  if (types.includes('identity')) return true;
  return children(credential, 'access_rules').some(
    rule =>
      text(rule, 'method') === method &&
      types.includes(text(rule, 'service')) &&
      pattern(text(rule, 'path')).test(path),
  );
}

/** `{tag}` and `*` stand for one part of a path, `**` for any number. */
function pattern(path: string): RegExp {
  const source = path.replace(/\{[^}]*\}|\*\*|\*|[.+?^$()|[\]\\]/g, found => {
    if (found === '**') return '.*';
    return found.startsWith('{') || found === '*' ? '[^/]+' : `\\${found}`;
  });
  return new RegExp(`^${source}$`);
}
