/** `virsh desc` (tools/virsh-domain.c, cmdDesc). */
import { domainSetMetadata } from '../../clients/libvirt/protocol/domain.ts';
import { command } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { domain, flag, words } from '../../kernel/vsh/params.ts';
import { affect, affectFlags } from './lib/affect.ts';
import { annotation, METADATA } from './lib/annotation.ts';
import { INACTIVE } from './lib/description.ts';
import { findDomain } from './lib/domain.ts';
import { editDraft, keeping } from './lib/edit.ts';
import { told } from './lib/saved.ts';

const desc = command({
  summary: 'Print or change the description or the title of a domain',
  group: 'domain',
  params: {
    domain,
    live: affect.live,
    config: affect.config,
    current: affect.current,
    title: flag('--title', 'The title instead of the description'),
    edit: flag('--edit', 'Edit it in $VISUAL, $EDITOR or vi'),
    new_desc: words('--new-desc', 'What it becomes'),
  },
  output: 'text-show',
  interactive: true,
  async run(context, values) {
    const flags = affectFlags(values);
    const kind = values.title ? 'title' : 'description';
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const old = await annotation(libvirt, dom, kind, values.config ? INACTIVE : 0);
    const given = values.new_desc.length > 0 ? values.new_desc.join(' ') : undefined;
    const set = async (metadata: string) => {
      await orFail(
        `Failed to set new domain ${kind}`,
        libvirt.call(domainSetMetadata, {
          ...{ dom, type: METADATA[kind], metadata, key: undefined, uri: undefined, flags },
        }),
      );
      return told(`Domain ${kind} updated successfully`);
    };
    if (values.edit) {
      return edited(context, given ?? old, async text => {
        // Editors end the last line, and a title has one.
        const wanted = values.title ? text.replace(/\n$/, '') : text;
        return wanted === old ? told(`Domain ${kind} not changed\n`) : set(wanted);
      });
    }
    if (given !== undefined) return set(given);
    const none = `No ${kind} for domain: ${dom.name}`;
    return {
      kind: 'text',
      text: quiet => (old !== '' ? old : quiet ? '' : none),
      data: { kind: 'show', fields: [[kind, old === '' ? null : old]] },
    };
  },
});

/** Has a text edited. @param take what is done with what it has become */
async function edited<T>(context: Context, text: string, take: (text: string) => Promise<T>): Promise<T> {
  const draft = await context.draft(text);
  return keeping(context, draft, text, async () => take(await editDraft(context, draft)));
}

export default { '': desc };
