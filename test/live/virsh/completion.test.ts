/** The names of libvirt's things, as the completion scripts ask for them. */
import { expect, test } from 'vitest';
import { type Around, ostk } from '../harness/compare.ts';
import { TEST_HOST } from '../harness/virsh.ts';

const AROUND: Around = { program: 'virsh' };

test.each([
  ['libvirt-domain', 'start', '', 'test'],
  ['libvirt-network', 'net-info', '', 'default'],
  ['libvirt-pool', 'pool-info', '', 'default-pool'],
  ['libvirt-disk', 'detach-disk --domain test --target', '', 'vda'],
  ['libvirt-link', 'domifstat test', '', 'aa:bb:cc:dd:ee:ff'],
])('%s: virsh %s', async (kind, line, last, name) => {
  const words = [kind, '-c', `test+unix://${TEST_HOST}`, ...line.split(' '), last];
  const asked = await ostk(['__complete', '--refresh', ...words], AROUND);
  expect(asked).toMatchObject({ code: 0, stdout: '', stderr: '' });
  const told = await ostk(['__complete', ...words], AROUND);
  expect(told).toMatchObject({ code: 0, stdout: `${name}\n`, stderr: '' });
});
