/** Things that both sides made and that only their IDs tell apart. */
import { isObject, type Json, text } from '../../../../src/clients/json.ts';
import {
  type Around,
  type Comparison,
  compare,
  formats,
  type Options,
  onSameAnswers,
  prepare,
} from '../../harness/compare.ts';
import type { Twins } from '../../harness/twins.ts';

/** A pair of IDs; in a line `@` stands for the ID and `{}` for the name of the side that runs it. */
export interface Made {
  readonly peer: string;
  readonly ostk: string;
  compare(line: string, options?: Options): Promise<Comparison>;
  reads(kind: 'list' | 'show', line: string, options?: Options): Promise<void>;
}

/**
 * Makes a thing for each side, through the peer.
 * @param line a command that shows what it made
 * @param field what of it stands for `@`
 * @throws Error when it fails
 */
export async function make(one: Twins, line: string, field = 'id', around: Around = {}): Promise<Made> {
  const [peer = '', ostk = ''] = await Promise.all(
    one.both(line).map(async argv => idIn(await prepare([...argv, '-f', 'json'], around), field)),
  );
  return pairOf(one, peer, ostk);
}

/** As `make`, of IDs that are known. */
export function pairOf(one: Twins, peer: string, ostk: string): Made {
  const neutral = one.peer.replace('cmp-p', 'cmp-x');
  const own = {
    peer: (printed: string) => printed.replaceAll(one.peer, neutral),
    ostk: (printed: string) => printed.replaceAll(one.ostk, neutral),
  };
  const made: Made = {
    peer,
    ostk,
    compare(line, options = {}) {
      const [forPeer, forOstk] = one.both(line);
      const put = (argv: readonly string[], id: string) => argv.map(word => word.replaceAll('@', id));
      return compare(line, put(forPeer, peer), put(forOstk, ostk), { own, ...options });
    },
    reads(kind, line, options = {}) {
      return onSameAnswers(async same => {
        for (const format of formats(kind, 'main'))
          await made.compare(`${line} -f ${format}`, { code: 0, ...same, ...options });
      });
    },
  };
  return made;
}

/** A field of what `-f json` printed. @throws Error when it has none */
export function idIn(data: Json, field = 'id'): string {
  const id = isObject(data) ? text(data, field) : '';
  if (id === '') throw new Error(`no ${field} in ${JSON.stringify(data)}`);
  return id;
}
