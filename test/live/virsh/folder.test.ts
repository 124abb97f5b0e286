/** The working directory of a prompt, beside the real virsh. */
import { test } from 'vitest';
import { compare } from '../harness/compare.ts';
import { onTestDriver, TEST_HOST } from '../harness/virsh.ts';

test.each([
  'pwd\ncd /usr/lib\npwd\ncd ..\npwd\ncd\npwd\ncd /\npwd\n',
  'cd /etc\ncd nosuch\npwd\ncd hosts\ncd ~\npwd\ncd --dir ""\npwd\n',
  'cd /etc; pwd; define hosts\ncd /; define nosuch\ncd /dev/fd/../..\npwd\n',
])('lines of a script: %j', async stdin => {
  const on = (scheme: string): string[] => ['-c', `${scheme}://${TEST_HOST}`];
  await compare('folder', on('test'), on('test+unix'), {
    program: 'virsh',
    mask: [],
    stdin,
    env: { HOME: '/usr' },
    cwd: '/var',
  });
});

test('is not changed by a line of commands', async () => {
  await onTestDriver('cd /; pwd');
});
