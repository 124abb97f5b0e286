/** `virsh vcpuinfo` (tools/virsh-domain.c, cmdVcpuinfo). */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import { domainGetInfo } from '../../clients/libvirt/protocol/domain.ts';
import { domainGetVcpuPinInfo, domainGetVcpus } from '../../clients/libvirt/protocol/domain-cpu.ts';
import type { Domain } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain, flag } from '../../kernel/vsh/params.ts';
import { AFFECT_CONFIG } from './lib/affect.ts';
import { hostCpus, isIn, mapLength, ranges } from './lib/cpus.ts';
import { describe, INACTIVE } from './lib/description.ts';
import { findDomain } from './lib/domain.ts';
import { maybe } from './lib/maybe.ts';
import { SHUT_OFF } from './lib/states.ts';

const STATES = ['offline', 'running', 'blocked'];
const UNKNOWN = 'N/A';

/** What is printed of one processor; `time` is empty for one that has not run. */
interface Vcpu {
  readonly number: number;
  readonly cpu: string;
  readonly state: string;
  readonly time: string;
  readonly map: Uint8Array;
}

const vcpuinfo = command({
  summary: 'Print the virtual processors of a domain',
  group: 'domain',
  params: { domain, pretty: flag('--pretty', 'Print the processors that they may run on as ranges') },
  output: 'text-list',
  async run(context, values) {
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const [cpus, info] = await Promise.all([hostCpus(libvirt), libvirt.call(domainGetInfo, { dom })]);
    const asked = { dom, maxinfo: info.nrVirtCpu, maplen: mapLength(cpus) };
    const call = libvirt.call(domainGetVcpus, asked);
    const isOff = info.state === SHUT_OFF;
    const running = isOff ? await maybe(call) : await call;
    const found = running
      ? running.info.map(
          ({ number, cpu, state, cpuTime }, at): Vcpu => ({
            number,
            cpu: String(cpu),
            state: STATES[state] ?? 'no state',
            time: cpuTime === 0n ? '' : `${(Number(cpuTime) / 1e9).toFixed(1)}s`,
            map: mapOf(running.cpumaps, at, cpus),
          }),
        )
      : await pinned(libvirt, dom, cpus);
    const affinity = ({ map }: Vcpu): string =>
      values.pretty
        ? `${ranges(map)} (out of ${cpus})`
        : Array.from({ length: cpus }, (_, cpu) => (isIn(map, cpu) ? 'y' : '-')).join('');
    const lines = (vcpu: Vcpu): string =>
      [
        ['VCPU:', vcpu.number],
        ['CPU:', vcpu.cpu],
        ['State:', vcpu.state],
        ...(vcpu.time === '' ? [] : [[vcpu.time === UNKNOWN ? 'CPU time' : 'CPU time:', vcpu.time]]),
        ['CPU Affinity:', affinity(vcpu)],
      ]
        .map(([name = '', text]) => `${String(name).padEnd(15)} ${text}\n`)
        .join('');
    return {
      kind: 'text',
      text: () => found.map(lines).join('\n'),
      data: {
        kind: 'list',
        columns: ['VCPU', 'CPU', 'State', 'CPU time', 'CPU Affinity'],
        rows: found.map(each => [each.number, each.cpu, each.state, each.time, affinity(each)]),
      },
    };
  },
});

const mapOf = (maps: Uint8Array, at: number, cpus: number): Uint8Array =>
  maps.subarray(at * mapLength(cpus), (at + 1) * mapLength(cpus));

/** What is known of a domain that is off: where its processors may run. @throws Failure, LibvirtError */
async function pinned(libvirt: Libvirt, dom: Domain, cpus: number): Promise<Vcpu[]> {
  const xml = await describe(libvirt, dom, INACTIVE);
  const most = Number(xml.text('/domain/vcpu') ?? Number.NaN);
  if (!Number.isInteger(most)) throw new Failure('Failed to retrieve maximum vcpu count');
  const current = Number(xml.text('/domain/vcpu/@current') ?? 0) || most;
  const listed = xml.nodes('/domain/vcpus/vcpu');
  const online =
    listed.length === 0
      ? Array.from({ length: current }, (_, number) => number)
      : listed
          .filter(each => xml.text('@enabled', each) === 'yes')
          .map(each => Number(xml.text('@id', each)))
          .sort((a, b) => a - b);
  if (online.length !== current) throw new Failure('Failed to retrieve vcpu state bitmap');
  const { cpumaps } = await libvirt.call(domainGetVcpuPinInfo, {
    dom,
    ncpumaps: most,
    maplen: mapLength(cpus),
    flags: AFFECT_CONFIG,
  });
  return online.map(number => ({
    number,
    cpu: UNKNOWN,
    state: UNKNOWN,
    time: UNKNOWN,
    map: mapOf(cpumaps, number, cpus),
  }));
}

export default { '': vcpuinfo };
