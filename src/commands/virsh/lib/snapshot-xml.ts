/** The description of a snapshot, from words of a line (tools/virsh-snapshot.c, virshParseSnapshot*spec). */
import { CommandError } from '../../../kernel/errors.ts';
import { Failure } from '../../../kernel/vsh/failure.ts';
import { descriptionText, element } from './build-xml.ts';
import { splitCommas } from './commas.ts';

interface Asked {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly memspec: string | undefined;
  readonly diskspec: readonly string[];
}

/** Makes it. @throws Failure for a specification that cannot be read */
export function snapshotXml({ name, description, memspec, diskspec }: Asked): string {
  return descriptionText(
    element(
      'domainsnapshot',
      {},
      name === undefined ? undefined : element('name', {}, name),
      description === undefined ? undefined : element('description', {}, description),
      memspec === undefined ? undefined : memory(memspec),
      diskspec.length === 0 ? undefined : element('disks', {}, ...diskspec.map(disk)),
    ),
  );
}

/**
 * Takes `key=value` words apart.
 * @returns the values by key; undefined for another key, a key for the second time, and a word without one
 */
function pairs<K extends string>(
  words: readonly string[],
  keys: readonly K[],
): Partial<Record<K, string>> | undefined {
  const found: Partial<Record<K, string>> = {};
  for (const word of words) {
    const key = keys.find(each => word.startsWith(`${each}=`) && found[each] === undefined);
    if (key === undefined) return undefined;
    found[key] = word.slice(key.length + 1);
  }
  return found;
}

function memory(spec: string) {
  // A path needs no key.
  const words = splitCommas(spec).map(word => (word.startsWith('/') ? `file=${word}` : word));
  const found = pairs(words, ['snapshot', 'file']);
  if (!found) throw new Failure(`unable to parse memspec: ${spec}`);
  return element('memory', { snapshot: found.snapshot, file: found.file });
}

function disk(spec: string) {
  const [name = '', ...words] = splitCommas(spec);
  const unread = `unable to parse diskspec: ${spec}`;
  const found = pairs(words, ['snapshot', 'driver', 'stype', 'file']);
  if (!found) throw new Failure(unread);
  const { snapshot, driver, stype, file } = found;
  if (stype !== undefined && stype !== 'file' && stype !== 'block')
    throw new Failure(`Unknown storage type: '${stype}'`, new CommandError(unread));
  return element(
    'disk',
    { name, snapshot, type: stype },
    driver === undefined ? undefined : element('driver', { type: driver }),
    file === undefined ? undefined : element('source', { [stype === 'block' ? 'dev' : 'file']: file }),
  );
}
