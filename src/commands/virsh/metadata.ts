/** `virsh metadata` (tools/virsh-domain.c, cmdMetadata). */
import { domainGetMetadata, domainSetMetadata } from '../../clients/libvirt/protocol/domain.ts';
import { command } from '../../kernel/command.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { data, domain, flag, word } from '../../kernel/vsh/params.ts';
import { done, value } from '../../kernel/vsh/text.ts';
import { affect, affectFlags } from './lib/affect.ts';
import { METADATA } from './lib/annotation.ts';
import { findDomain } from './lib/domain.ts';
import { edit } from './lib/edit.ts';
import { exclude } from './lib/exclusive.ts';
import { maybe } from './lib/maybe.ts';
import { told } from './lib/saved.ts';

const MODIFIED = 'Metadata modified';

const metadata = command({
  summary: 'Print or change the XML that programs keep in a domain',
  group: 'domain',
  params: {
    domain,
    uri: data('--uri', 'URI of its namespace'),
    live: affect.live,
    config: affect.config,
    current: affect.current,
    edit: flag('--edit', 'Edit it in $VISUAL, $EDITOR or vi'),
    key: word('--key', 'Prefix of the namespace, where it is changed'),
    set: word('--set', 'The XML that it becomes'),
    remove: flag('--remove', 'Remove it'),
  },
  output: 'text-show',
  interactive: true,
  async run(context, values) {
    const { uri, key, set, remove } = values;
    const flags = affectFlags(values);
    exclude(values, ['edit', 'set'], ['remove', 'set'], ['remove', 'edit']);
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    if ((set !== undefined || values.edit) && key === undefined)
      throw new Failure('namespace key is required when modifying metadata');
    const about = { dom, type: METADATA.element, uri, flags };
    const read = async () => (await libvirt.call(domainGetMetadata, about)).metadata;
    const define = (text: string | undefined) =>
      libvirt.call(domainSetMetadata, { ...about, metadata: text, key });
    if (values.edit) {
      const outcome = await edit(context, { read: async () => (await maybe(read())) ?? '\n', define });
      return told(outcome.kind === 'unchanged' ? 'Metadata not changed' : `${MODIFIED}\n`);
    }
    if (set === undefined && !remove) return value('metadata', await read());
    await define(set);
    return done(remove ? 'Metadata removed' : MODIFIED);
  },
});

export default { '': metadata };
