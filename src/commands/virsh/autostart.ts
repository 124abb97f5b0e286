/** `virsh autostart`. */
import { domainSetAutostart } from '../../clients/libvirt/protocol/domain.ts';
import { flag } from '../../kernel/vsh/params.ts';
import { act } from './lib/act.ts';

const mark = (disable: boolean): string => (disable ? 'unmark' : 'mark');

const autostart = act({
  summary: 'Let a domain start with its host',
  params: { disable: flag('--disable', 'Let it start so no longer') },
  failed: (name, { disable }) => `Failed to ${mark(disable)} domain '${name}' as autostarted`,
  done: (name, { disable }) => `Domain '${name}' ${mark(disable)}ed as autostarted`,
  work: (libvirt, dom, { disable }) => libvirt.call(domainSetAutostart, { dom, autostart: disable ? 0 : 1 }),
});

export default { '': autostart };
