import { describe, test } from 'vitest';
import { same } from './lib.ts';

describe('tasks', () => {
  test.each([
    'task-list --status nosuch',
    'task-list --type nosuch',
    'task-list --page-size 1 --type nosuch',
    'task-list --sort-key nosuch',
    'task-list --sort-dir nosuch',
    'task-show nosuch',
    'task-create',
    'task-create --type import --input x',
    'task-create --type nosuch',
    'task-create --type import --input []',
    'task-create --type import --input {}',
  ])('%s', line => same(line.split(' ')));

  test('as demo', async () => {
    await same('task-list --type api_image_import', { user: 'demo' });
    await same('task-list --sort-key id --sort-dir asc', { user: 'demo' });
    await same(['task-create', '--type', 'import', '--input', '{}'], { user: 'demo' });
  });
});
