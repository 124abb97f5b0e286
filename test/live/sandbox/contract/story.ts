/** The same requests to the sandbox and to the real cloud, and everything that they answered, compared. */
import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { Json } from '../../../../src/clients/json.ts';
import { close, open } from './account.ts';
import { embedded, real } from './cloud.ts';
import { Side } from './side.ts';

/** How long a story may take where much else is told at the same time, in milliseconds. */
export const TIMEOUT = 600_000;

type Story = (side: Side) => Promise<void>;

/** Tells a story to one cloud. @returns what went wrong */
async function tell(side: Side, story: Story): Promise<unknown> {
  try {
    await open(side);
    await story(side);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Everything that a side answered, by what it was asked, however often. */
function told({ entries }: Side): Record<string, Json> {
  const times = new Map<string, number>();
  const numbered = entries.map(({ asked, answer }) => {
    const time = (times.get(asked) ?? 0) + 1;
    times.set(asked, time);
    return [time === 1 ? asked : `${asked} (${time})`, answer] as const;
  });
  return Object.fromEntries(numbered);
}

/** Whether all of some words are among others, in their order. */
function within(some: readonly string[], others: readonly string[]): boolean {
  let from = 0;
  return some.every(word => {
    const at = others.indexOf(word, from);
    from = at;
    return at >= 0;
  });
}

/**
 * Tells a story to both clouds and compares what they answered: statuses, headers and bodies.
 * Nobody sees every state of a cloud that goes its own way; what was seen there is to be what the sandbox goes through.
 */
export async function compare(story: Story): Promise<void> {
  const run = `story-${randomBytes(3).toString('hex')}`;
  const [ours, theirs] = [new Side(embedded(), run), new Side(real(), run)];
  try {
    const errors = await Promise.all([tell(ours, story), tell(theirs, story)]);
    const [sandbox, cloud] = [told(ours), told(theirs)];
    for (const [what, seen] of theirs.watched) {
      const all = ours.watched.get(what) ?? [];
      cloud[what] = [...seen];
      sandbox[what] = within(seen, all) ? [...seen] : [...all];
    }
    expect(sandbox).toEqual(cloud);
    for (const error of errors) if (error !== undefined) throw error;
  } finally {
    ours.cloud.end();
    await close(theirs);
  }
}
