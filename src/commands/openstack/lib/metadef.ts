/** Metadata definitions: where namespaces and what is in them lie. */
import { metadefNamespace } from '../../../clients/resources/metadef.ts';

/** What may stand in a path as it is, and does in the peer's URLs: names such as `OS::Compute::Libvirt`. */
const PLAIN = /%(3A|40|26|3D|2B|24|2C|3B)/g;

/**
 * The path of a namespace, or of something in it.
 * @param parts such as `'objects', 'name'`
 */
export function namespacePath(namespace: string, ...parts: readonly string[]): string {
  const quoted = [namespace, ...parts].map(part =>
    encodeURIComponent(part).replace(PLAIN, decodeURIComponent),
  );
  return [metadefNamespace.path, ...quoted].join('/');
}
