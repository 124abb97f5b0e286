import { describe, expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';
import type { Stub } from '../harness/stub.ts';

const found: Stub = {
  path: '/os-services',
  query: { binary: 'nova-compute', host: 'c1' },
  microversion: '2.69',
  reply: { services: [{ id: 's1', binary: 'nova-compute', host: 'c1' }] },
};
const put = (path: string, body: Record<string, string | boolean>, microversion: string | null): Stub => ({
  method: 'PUT',
  path,
  body,
  microversion,
  reply: {},
});

describe('compute service set', () => {
  test('disables with a reason and forces down, by UUID', async () => {
    const { code, depth } = await runLine(
      'compute service set --disable --disable-reason why --down c1 nova-compute',
      {
        stubs: [
          found,
          put('/os-services/s1', { status: 'disabled', disabled_reason: 'why' }, '2.69'),
          put('/os-services/s1', { forced_down: true }, '2.69'),
        ],
      },
    );
    expect({ code, depth }).toEqual({ code: 0, depth: 3 });
  });
  test('changes by name before there were UUIDs', async () => {
    const which = { host: 'c1', binary: 'nova-compute' };
    const { code } = await runLine(
      'compute service set --disable --disable-reason why --up c1 nova-compute --os-compute-api-version 2.50',
      {
        stubs: [
          put('/os-services/disable-log-reason', { ...which, disabled_reason: 'why' }, '2.50'),
          put('/os-services/force-down', { ...which, forced_down: false }, '2.11'),
        ],
      },
    );
    expect(code).toBe(0);
  });
  test('goes on after a failure, and fails', async () => {
    const line = 'compute service set --disable --down c1 nova-compute';
    const stubs = [
      found,
      {
        ...put('/os-services/s1', { status: 'disabled' }, '2.69'),
        status: 400,
        reply: { badRequest: { message: 'no' } },
      },
      put('/os-services/s1', { forced_down: true }, '2.69'),
    ];
    const { code, stderr } = await runLine(line, { stubs });
    expect(code).toBe(1);
    expect(stderr).toBe(
      'Failed to set service status to disabled\nCompute service nova-compute of host c1 failed to set.\n',
    );
    expect((await runLine(line, { stubs, name: 'ostk' })).stderr).toMatch(
      /^Failed to set service status to disabled: no\n/,
    );
  });
});
