/** The tree of virsh, which speaks to libvirt daemons. */
import { LibvirtError } from '../clients/libvirt/errors.ts';
import { CommandError, sentence } from '../kernel/errors.ts';
import { vsh } from '../kernel/grammar/vsh.ts';
import type { Said, Statement, Tree } from '../kernel/tree.ts';
import { globals } from './virsh-globals.ts';

/** Every sentence on a line of its own, the daemon's behind the command's. @param hints whether a next step is named */
function say(error: unknown, hints: boolean): Said {
  const lines: string[] = [];
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each instanceof CommandError) {
      lines.push(`error: ${each.message}`);
      continue;
    }
    lines.push(`error: ${each instanceof LibvirtError ? each.message : sentence(each, 'peer')}`);
    if (hints && each instanceof LibvirtError && each.hint !== undefined) lines.push(each.hint);
    break;
  }
  return { sentence: lines.join('\n') };
}

/** The line is read as a whole by the grammar; what ends the prompt is the last word's. */
function statementsOf(line: string): Statement[] {
  if (/^\s*$/.test(line)) return [];
  const ends = /(?:^|;)\s*(?:quit|exit)\s*;?\s*$/.test(line);
  const command: Statement = { kind: 'command', words: [line] };
  return ends ? [command, { kind: 'end' }] : [command];
}

export const virsh: Tree = {
  name: 'virsh',
  joint: '-',
  description: 'Manage virtual machines, networks and storage of libvirt hosts.',
  globals,
  help: 'help',
  grammar: vsh(false),
  ownGrammar: vsh(true),
  promised: async name => (await import('./virsh-commands.ts')).isPeerCommand(name),
  say: error => say(error, false),
  sayOwn: error => say(error, true),
  prompt: {
    banner:
      'Welcome to virsh, the virtualization interactive terminal.\n\n' +
      "Type:  'help' for help with commands\n       'quit' to quit\n\n",
    text: 'virsh # ',
    echoes: true,
    split: statementsOf,
    farewell: 'virsh # \n',
    code: () => 0,
  },
  groups: [
    ['domain', 'Domain Management'],
    ['monitor', 'Domain Monitoring'],
    ['events', 'Domain Events'],
    ['host', 'Host and Hypervisor'],
    ['checkpoint', 'Checkpoint'],
    ['interface', 'Interface'],
    ['filter', 'Network Filter'],
    ['network', 'Networking'],
    ['nodedev', 'Node Device'],
    ['secret', 'Secret'],
    ['snapshot', 'Snapshot'],
    ['backup', 'Backup'],
    ['pool', 'Storage Pool'],
    ['volume', 'Storage Volume'],
    ['virsh', 'Virsh itself'],
  ],
};
