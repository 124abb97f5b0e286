import { expect, test } from 'vitest';
import { deleting, forEach } from '../../src/kernel/bulk.ts';
import { Interrupted } from '../../src/kernel/errors.ts';

const said: string[] = [];
const say = (line: string) => said.push(line);
const context = { manners: 'peer', log: { error: say, warn: say, info: say, debug: say } } as const;

test('what is named twice waits for the first time', async () => {
  said.length = 0;
  const done: string[] = [];
  const work = async (name: string): Promise<void> => {
    await Promise.resolve();
    if (done.includes(name)) throw new Error(`no ${name} any more`);
    done.push(name);
  };
  await expect(forEach(context, ['a', 'b', 'a'], work, deleting('thing'))).rejects.toThrow(
    '1 of 3 things failed to delete.',
  );
  expect(said).toEqual(["Failed to delete thing with name or ID 'a': no a any more"]);
  expect(done).toEqual(['a', 'b']);
});

test('nothing is begun again once the user has ended it', async () => {
  const begun: string[] = [];
  const work = async (name: string): Promise<void> => {
    begun.push(name);
    if (name === 'a') throw new Interrupted('ended', 130);
  };
  await expect(forEach(context, ['a', 'b', 'a'], work, deleting('thing'))).rejects.toMatchObject({
    code: 130,
  });
  expect(begun).toEqual(['a', 'b']);
});
