/** Consoles of servers: what they wrote, and where they are reached (Compute API, "Server Consoles"). */

import { isObject, type Json, text } from '../../clients/json.ts';
import { ok } from '../http.ts';
import { bodyOf } from '../schema.ts';
import { integerCheck, MOST, nullable, objectOf, oneOf } from '../schema-values.ts';
import { type Call, Refusal, type Reply, type Routes } from '../service.ts';
import { uuid } from '../state.ts';
import { demandHost, demandState, serverOf, since } from './access.ts';
import type { Action, Actions } from './actions.ts';
import type { Server } from './types.ts';

/** What a server wrote since it was started last. */
function log(server: Server): string[] {
  if (server.launched === null) return [];
  const kernel = (time: string, words: string) => `[    ${time}] ${words}`;
  return [
    kernel('0.000000', 'Linux version 5.15.0-117-generic (buildd@lcy02-amd64-037)'),
    kernel('0.000000', 'Command line: LABEL=cirros-rootfs ro console=tty1 console=ttyS0'),
    kernel('0.004000', `smpboot: Allowing ${server.flavor.vcpus} CPUs, 0 hotplug CPUs`),
    kernel('0.012000', `Memory: ${server.flavor.ram * 1024}K available`),
    kernel('1.204000', 'virtio_blk virtio1: [vda] 2097152 512-byte logical blocks'),
    kernel('1.418000', 'EXT4-fs (vda1): mounted filesystem with ordered data mode'),
    'info: initramfs: up at 1.52',
    `checking http://169.254.169.254/2009-04-04/instance-id`,
    `successful after 1/20 tries: up 2.31. iid=i-${server.number.toString(16).padStart(8, '0')}`,
    `=== system information ===`,
    'Platform: OpenStack Foundation OpenStack Nova',
    `=== datasource: ec2 net ===`,
    `instance-id: i-${server.number.toString(16).padStart(8, '0')}`,
    `name: ${server.hostname}`,
    "login as 'cirros' user. default password: 'gocubsgo'. use 'sudo' for root.",
    `${server.hostname} login: `,
  ];
}

function output(_call: Call, server: Server, about: Json): Reply {
  const given = isObject(about) ? about : {};
  demandHost(server);
  const lines = log(server);
  const { length } = given;
  const last = length === undefined || length === null ? -1 : Number(length);
  const shown = last < 0 ? lines : last === 0 ? [] : lines.slice(-last);
  return ok({ output: shown.length === 0 ? '' : `${shown.join('\n')}\n` });
}

/** Where a kind of console is. */
function urlOf(call: Call, type: string): string {
  const { hostname } = new URL(call.origin);
  const token = uuid();
  if (type === 'serial') return `ws://${hostname}:6083/?token=${token}`;
  if (type === 'spice-html5') return `http://${hostname}:6082/spice_auto.html?token=${token}`;
  return `http://${hostname}:6080/vnc_auto.html?path=%3Ftoken%3D${token}`;
}

function ready(server: Server): void {
  if (server.host === '' || server.launched === null)
    throw new Refusal(409, `Instance ${server.id} is not ready`);
}

const KNOWN: Readonly<Record<string, string>> = { novnc: 'vnc', 'spice-html5': 'spice', serial: 'serial' };

function legacy(...types: readonly string[]): Action {
  return {
    to: 5,
    free: true,
    said: () => objectOf({ type: oneOf(...types) }, ['type']),
    run: (call, server, about) => {
      const given = isObject(about) ? about : {};
      const type = text(given, 'type');
      ready(server);
      if (!(type in KNOWN)) throw unavailable(type);
      return ok({ console: { type, url: urlOf(call, type) } });
    },
  };
}

function unavailable(type: string): Refusal {
  return new Refusal(400, `Unavailable console type ${type}.`);
}

export const consoleActions: Actions = {
  'os-getConsoleOutput': {
    free: true,
    said: () => objectOf({ length: nullable(integerCheck(-1, MOST, '^-?[0-9]+$')) }),
    run: output,
  },
  'os-getVNCConsole': legacy('novnc', 'xvpvnc'),
  'os-getSPICEConsole': legacy('spice-html5'),
  'os-getRDPConsole': legacy('rdp-html5'),
  'os-getSerialConsole': legacy('serial'),
};

export const consoleRoutes: Routes = {
  'POST /servers/:id/remote-consoles': call => {
    since(call, 6);
    const mks = call.version >= 8;
    const body = bodyOf(call, 'remote_console', ['protocol', 'type'], {
      protocol: oneOf('vnc', 'spice', 'rdp', 'serial', ...(mks ? ['mks'] : [])),
      type: oneOf('novnc', 'xvpvnc', 'spice-html5', 'rdp-html5', 'serial', ...(mks ? ['webmks'] : [])),
    });
    const server = serverOf(call);
    const { protocol, type } = { protocol: text(body, 'protocol'), type: text(body, 'type') };
    ready(server);
    if (KNOWN[type] !== protocol) throw unavailable(type);
    return ok({ remote_console: { protocol, type, url: urlOf(call, type) } });
  },
  'GET /servers/:id/diagnostics': call => {
    const server = serverOf(call);
    if (!call.caller.isAdmin)
      throw new Refusal(403, "Policy doesn't allow os_compute_api:os-server-diagnostics to be performed.");
    demandState(server, 'get_diagnostics', ['active', 'paused', 'suspended', 'rescued', 'error'], false);
    const { vcpus, ram } = server.flavor;
    const cpus = Array.from({ length: vcpus }, (_, at) => at);
    if (call.version < 48)
      return ok({
        ...Object.fromEntries(cpus.map(at => [`cpu${at}_time`, 17_300_000_000])),
        memory: ram * 1024,
        vda_errors: -1,
        vda_read: 262144,
        vda_read_req: 112,
        vda_write: 5778432,
        vda_write_req: 488,
      });
    const disk = {
      read_bytes: 262144,
      read_requests: 112,
      write_bytes: 5778432,
      write_requests: 488,
      errors_count: 0,
    };
    return ok({
      state: 'running',
      driver: 'libvirt',
      hypervisor: 'kvm',
      hypervisor_os: 'linux',
      uptime: Math.max(0, Math.floor((call.now - (server.launched ?? call.now)) / 1000)),
      config_drive: server.config_drive !== '',
      num_cpus: vcpus,
      num_nics: 0,
      num_disks: 1 + server.volumes.length,
      disk_details: [disk],
      cpu_details: cpus.map(id => ({ id, time: 17_300_000_000, utilisation: 1 })),
      nic_details: [],
      memory_details: { maximum: ram, used: Math.floor(ram / 4) },
    });
  },
  'GET /servers/:id/topology': call => {
    since(call, 78);
    serverOf(call);
    return ok({ nodes: [], pagesize_kb: null });
  },
};
