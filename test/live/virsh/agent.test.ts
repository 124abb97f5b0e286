/** What is asked of a guest through its agent, and of QEMU through its monitor, beside the real virsh. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { attempt, ostk, prepare } from '../harness/compare.ts';
import { type GuestAgent, startAgent, writeEmulator } from '../harness/guest-agent.ts';
import { domainTwins, onTestDriver } from '../harness/virsh.ts';

describe('on the test driver', () => {
  test.each([
    'domfsinfo test',
    'domfsfreeze test; domfsfreeze test; domfsthaw test',
    'domfsfreeze test /boot; domfsthaw test /boot',
    'domfsfreeze test --mountpoint /boot --mountpoint /',
    'domfsthaw test /nowhere',
    'domfstrim test',
    'domfstrim test --minimum 100 --mountpoint /boot',
    'domfstrim test --minimum x',
    'domtime test',
    'domtime test --pretty',
    'domtime test 1700000000; domtime test',
    'domtime test --time 1700000000 --now',
    'domtime test --sync --now',
    'set-user-password test root secret',
    'set-user-password test root secret --encrypted',
    'set-user-password test nobody secret',
    'domhostname test',
    'domhostname test --source agent',
    'domhostname test --source nowhere',
    'guestvcpus test',
    'guestvcpus test 0 --enable',
    'guestvcpus test 0',
    'guestvcpus test --enable',
    'guestvcpus test 0 --enable --disable',
    'guestinfo test',
    'guestinfo test --user --os --timezone --hostname --filesystem --disk --interface',
    'qemu-agent-command test {}',
    'qemu-monitor-command test {}',
    'destroy test; domfsinfo test; domtime test; domhostname test; domfsfreeze test',
  ])('%s', async line => {
    // The guest's clock there is the host's.
    await onTestDriver(line, { edit: text => text.replace(/^Time: 1[78]\d{8}$|^Time: 20.*$/gm, 'Time: …') });
  });
});

describe('on QEMU', () => {
  const twins = domainTwins('agent');

  beforeAll(async () => {
    for (const name of Object.values(twins.names)) {
      const file = join(inject('liveHome'), `${name}.xml`);
      writeFileSync(
        file,
        `<domain type='qemu'><name>${name}</name><memory unit='MiB'>16</memory>
          <os><type arch='x86_64'>hvm</type></os>
          <devices>
            <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
          </devices>
        </domain>`,
      );
      await attempt(['-c', 'qemu:///system', 'define', file], { program: 'virsh' });
    }
  });
  afterAll(async () => {
    for (const name of Object.values(twins.names)) {
      await attempt(['-c', 'qemu:///system', 'destroy', name], { program: 'virsh' });
      await attempt(['-c', 'qemu:///system', 'undefine', name], { program: 'virsh' });
    }
  });

  const agentLines = [
    `qemu-agent-command {} '{"execute":"guest-ping"}'`,
    `qemu-agent-command {} --timeout 0 '{"execute":"guest-ping"}'`,
    `qemu-agent-command {} --timeout 5 --async '{"execute":"guest-ping"}'`,
    `qemu-agent-command {} --block --pretty '{"execute":"guest-ping"}'`,
    'qemu-agent-command {}',
    'guestinfo {}',
    'domfsinfo {}',
    'domfsfreeze {}',
    'domfsthaw {}',
    'domfstrim {}',
    'domtime {}',
    'set-user-password {} root secret',
    'guestvcpus {}',
    'domhostname {}',
    'domhostname {} --source agent',
  ];

  test.each(agentLines)('off: %s', async line => {
    await twins.compare(line, { code: 1 });
  });

  describe('that runs, with nobody at its channel', () => {
    beforeAll(() => twins.prepare('start {} --paused'));

    test.each(agentLines)('%s', async line => {
      await twins.compare(line, { code: 1 });
    });

    test.each([
      'qemu-monitor-command {} --hmp info status',
      `qemu-monitor-command {} '{"execute":"query-status"}'`,
      'qemu-monitor-command {} query-status',
      'qemu-monitor-command {} --pretty query-status',
      'qemu-monitor-command {} --return-value query-status',
      'qemu-monitor-command {} --pretty --return-value query-status',
      `qemu-monitor-command {} --pretty '{"execute":"query-iothreads"}'`,
      `qemu-monitor-command {} qom-get '{"path":"/machine","property":"type"}'`,
      `qemu-monitor-command {} qom-get '"path":"/machine"' '"property":"type"'`,
      'qemu-monitor-command {} no-such-command',
      'qemu-monitor-command {} --return-value no-such-command',
      'qemu-monitor-command {} --hmp --pretty info status',
      'qemu-monitor-command {}',
    ])('%s', async line => {
      // QEMU counts the commands, and libvirt numbers them.
      await twins.compare(line, { edit: text => text.replace(/libvirt-\d+/g, 'libvirt-N') });
    });

    test.each([
      ['--pass-fds 3 query-status', '--pass-fds is not available'],
      // The peer's JSON library has a picture of the place behind this.
      ['qom-get nonsense', "failed to wrap arguments 'nonsense' into a QMP command wrapper"],
    ])('what is refused here: %s', async (words, sentence) => {
      const line = `qemu-monitor-command ${twins.names.ostk} ${words}`;
      const { stderr, code } = await ostk(['-c', 'qemu:///system', line], { program: 'virsh' }, 'virsh');
      expect(code).toBe(1);
      expect(stderr).toContain(sentence);
    });
  });
});

describe('on QEMU with an agent', () => {
  const twins = domainTwins('answers');
  const folder = mkdtempSync(join(tmpdir(), 'ostk-live-agent-'));
  const agents: GuestAgent[] = [];

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    const emulator = join(folder, 'emulator');
    writeEmulator(emulator);
    for (const name of Object.values(twins.names)) {
      const [file, socket] = [join(folder, `${name}.xml`), join(folder, `${name}.sock`)];
      agents.push(await startAgent(socket));
      writeFileSync(
        file,
        `<domain type='qemu'><name>${name}</name><memory unit='MiB'>16</memory><vcpu>2</vcpu>
          <os><type arch='x86_64'>hvm</type></os>
          <devices><emulator>${emulator}</emulator>
            <channel type='unix'><source mode='connect' path='${socket}'/>
              <target type='virtio' name='org.qemu.guest_agent.0'/></channel>
          </devices>
        </domain>`,
      );
      await prepare(['-c', 'qemu:///system', 'create', '--paused', file], { program: 'virsh' });
    }
    await twins.prepare('resume {}');
    // libvirt hears of the channel a moment after the start.
    for (const name of Object.values(twins.names)) {
      const line = ['-c', 'qemu:///system', 'dumpxml', name];
      const connected = async () => {
        const { stdout } = await ostk(line, { program: 'virsh' }, 'virsh');
        expect(stdout).toContain("state='connected'");
      };
      await vi.waitFor(connected, { timeout: 60_000, interval: 200 });
    }
  });
  afterAll(async () => {
    for (const name of Object.values(twins.names))
      await attempt(['-c', 'qemu:///system', 'destroy', name], { program: 'virsh' });
    for (const agent of agents) agent.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    `qemu-agent-command {} '{"execute":"guest-ping"}'`,
    `qemu-agent-command {} --pretty '{"execute":"guest-info"}'`,
    `qemu-agent-command {} --timeout 20 '{"execute":"guest-get-users"}'`,
    `qemu-agent-command {} --block '{"execute":"guest-get-timezone"}'`,
    `qemu-agent-command {} '{"execute":"guest-none"}'`,
    'guestinfo {}',
    'guestinfo {} --user --os --timezone --hostname',
    'guestinfo {} --filesystem --interface',
    'domfsinfo {}',
    'domfsfreeze {}',
    'domfsthaw {}',
    'domfsfreeze {} /',
    'domfsthaw {}',
    'domfstrim {}',
    'domtime {}',
    'domtime {} --pretty',
    'domtime {} --time 1700000000',
    'set-user-password {} root secret',
    'guestvcpus {}',
    'guestvcpus {} 1 --disable',
    'domhostname {} --source agent',
    'vcpucount {} --guest',
  ])('%s', async line => {
    await twins.compare(line);
  });

  test('each agent was asked the same', () => {
    const [one, other] = agents;
    expect(one?.heard.length).toBeGreaterThan(15);
    expect(other?.heard).toEqual(one?.heard);
  });
});
