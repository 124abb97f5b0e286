/** Tasks of the image service: imports leave them. */
import { afterAll, beforeAll, describe, test, vi } from 'vitest';
import { isList, isObject, text } from '../../../../src/clients/json.ts';
import { compare, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';

describe('tasks', () => {
  const image = twins('task');
  let done = '';
  beforeAll(async () => {
    await image.prepare('image create --disk-format raw --file /etc/hostname {}');
    await image.prepare('image import {} --method copy-image --store cheap');
    await vi.waitFor(
      async () => {
        const tasks = await prepare('image task list --status success -f json');
        const [first] = isList(tasks) ? tasks : [];
        if (!isObject(first)) throw new Error('no import is done yet');
        done = text(first, 'ID');
      },
      { timeout: 60_000, interval: 1000 },
    );
  });
  afterAll(() => image.remove('image delete {}'));

  test('show', () => reads('show', `image task show ${done}`));
  test.each(['table', 'json', 'csv'])('list as %s', async format => {
    await compare('list', `image task list --status success --limit 20 -f ${format}`, undefined, {
      code: 0,
      // Whatever other tests import is there as well.
      edit: stdout =>
        stdout
          .split('\n')
          .filter(line => line.includes(done))
          .join('\n'),
    });
  });
  test.each([
    'image task list --type import',
    'image task list --type import --status failure --sort-key status --sort-dir asc --max-items 1 -f json',
  ])('%s', async line => {
    await compare('nothing', line, undefined, { code: 0 });
  });
  test.each([
    ['image task show nosuch', 1],
    ['image task show', 2],
    ['image task list --sort-key nosuch', 1],
    ['image task list --sort-dir up', 1],
    ['image task list --marker nosuch', 1],
    ['image task list --marker 7a1f6a9e-0000-4000-8000-000000000000', 1],
    ['image task list --status done', 2],
    ['image task list --type export', 2],
    ['image task list --limit -1', 2],
  ])('%s', async (line, code) => {
    await compare('fails', line, undefined, { code });
  });
  test.each(['image task list', 'image task show nosuch'])('a user without rights: %s', async line => {
    await compare('refused', line, undefined, { user: 'demo', code: 1 });
  });
});
