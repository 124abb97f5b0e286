import { expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';
import type { Stub } from '../harness/stub.ts';

const ID = '28ac3f30-1486-4273-9da4-2d0faff83ca7';
const details = {
  id: ID,
  hypervisor_hostname: 'node1',
  state: 'up',
  status: 'enabled',
  uptime: ' 17:37:14 up  2:33,  3 users,  load average: 0.33, 0.36, 0.34',
  service: { id: 's1', host: 'cell@node1' },
};
const aggregates: Stub = {
  path: '/os-aggregates',
  reply: {
    aggregates: [
      { name: 'cell-fast', hosts: ['node1'] },
      { name: 'other', hosts: ['node1'] },
      { name: 'cell-slow', hosts: ['node2'] },
    ],
  },
};

test('show UUID: 1 round trip; uptime in parts, aggregates of the cell', async () => {
  const line = `hypervisor show ${ID} -f value -c aggregates -c host_time -c load_average -c service_host -c uptime -c users`;
  const { stdout, depth } = await runLine(line, {
    stubs: [{ path: `/os-hypervisors/${ID}`, reply: { hypervisor: details } }, aggregates],
  });
  expect(stdout).toBe("['cell-fast']\n17:37:14\n0.33, 0.36, 0.34\ncell@node1\n2:33\n3\n");
  expect(depth).toBe(1);
});

test('show NAME: 2 round trips', async () => {
  const { id, hypervisor_hostname, state, status } = details;
  const { depth } = await runLine('hypervisor show node1', {
    stubs: [
      { path: '/os-hypervisors/node1', status: 404, reply: {} },
      { path: '/os-hypervisors', reply: { hypervisors: [{ id, hypervisor_hostname, state, status }] } },
      { path: `/os-hypervisors/${ID}`, reply: { hypervisor: details } },
      aggregates,
    ],
  });
  expect(depth).toBe(2);
});
