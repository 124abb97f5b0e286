/** `virsh dominfo` (tools/virsh-domain-monitor.c, cmdDominfo). */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import { isUnsupported } from '../../clients/libvirt/errors.ts';
import {
  domainGetAutostart,
  domainGetInfo,
  domainGetMessages,
  domainGetOsType,
  domainGetSecurityLabel,
  domainIsPersistent,
} from '../../clients/libvirt/protocol/domain.ts';
import { domainHasManagedSaveImage } from '../../clients/libvirt/protocol/domain-image.ts';
import { nodeGetSecurityModel } from '../../clients/libvirt/protocol/hypervisor.ts';
import type { Domain } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import { domain } from '../../kernel/vsh/params.ts';
import { fields } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';
import { maybe } from './lib/maybe.ts';
import { stateName } from './lib/states.ts';
import { uuidText } from './lib/uuid.ts';

type Pair = readonly [name: string, value: string];

const NO_LIMIT = 2n ** 32n - 1n;

const dominfo = command({
  summary: 'Print what a domain is',
  group: 'monitor',
  params: { domain },
  output: 'text-show',
  async run(context, values) {
    const libvirt = await context.libvirt();
    const dom = await findDomain(context, values.domain);
    const [type, info, persistent, autostart, saved, messages, security] = await Promise.all([
      maybe(libvirt.call(domainGetOsType, { dom })),
      libvirt.call(domainGetInfo, { dom }),
      maybe(libvirt.call(domainIsPersistent, { dom })),
      maybe(libvirt.call(domainGetAutostart, { dom })),
      maybe(libvirt.call(domainHasManagedSaveImage, { dom, flags: 0 })),
      maybe(libvirt.call(domainGetMessages, { dom, flags: 0 })),
      securityOf(libvirt, dom),
    ]);
    const seconds = (Number(info.cpuTime) / 1e9).toFixed(1);
    const yes = (answer: number | undefined, ...[is, isNot]: readonly [string, string]): string =>
      answer === undefined ? 'unknown' : answer > 0 ? is : isNot;
    return fields([
      ['Id', dom.id < 0 ? '-' : String(dom.id)],
      ['Name', dom.name],
      ['UUID', uuidText(dom.uuid)],
      ...(type ? [['OS Type', type.type] as const] : []),
      ['State', stateName(info.state)],
      ['CPU(s)', String(info.nrVirtCpu)],
      ...(info.cpuTime === 0n ? [] : [['CPU time', `${seconds}s`] as const]),
      ['Max memory', info.maxMem === NO_LIMIT ? 'no limit' : `${info.maxMem} KiB`],
      ['Used memory', `${info.memory} KiB`],
      ['Persistent', yes(persistent?.persistent, 'yes', 'no')],
      ...(autostart ? [['Autostart', yes(autostart.autostart, 'enable', 'disable')] as const] : []),
      ['Managed save', yes(saved?.result, 'yes', 'no')],
      ...security,
      ...(messages?.msgs ?? []).map((text, at): Pair => [at === 0 ? 'Messages' : '', text]),
    ]);
  },
});

async function securityOf(libvirt: Libvirt, dom: Domain): Promise<Pair[]> {
  try {
    const { model, doi } = await libvirt.call(nodeGetSecurityModel, {});
    if (model === '') return [];
    const { label, enforcing } = await libvirt.call(domainGetSecurityLabel, { dom });
    const mode = enforcing ? 'enforcing' : 'permissive';
    return [
      ['Security model', model],
      ['Security DOI', doi],
      ...(label === '' ? [] : [['Security label', `${label} (${mode})`] as const]),
    ];
  } catch (error) {
    if (isUnsupported(error)) return [];
    throw error;
  }
}

export default { '': dominfo };
