/** `virsh create`. */
import { domainCreateXml } from '../../clients/libvirt/protocol/domain.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { flagsOf } from './lib/flags.ts';
import { fileParams, readXml } from './lib/input.ts';
import { refuseFds, START_FLAGS, started, startParams } from './lib/started.ts';

const { reset_nvram, ...others } = startParams;

const create = command({
  summary: 'Start a domain from a description',
  description: 'It is gone when it stops, unless it is defined as well.',
  group: 'domain',
  params: { file: fileParams.file, ...others, validate: fileParams.validate, reset_nvram },
  output: 'none',
  async run(context, values) {
    const xmlDesc = await readXml(context, values.file);
    refuseFds(values.pass_fds);
    const libvirt = await context.libvirt();
    const { dom } = await orFail(
      `Failed to create domain from ${values.file}`,
      libvirt.call(domainCreateXml, { xmlDesc, flags: flagsOf(values, START_FLAGS) }),
    );
    return started(context, dom, `Domain '${dom.name}' created from ${values.file}`, values.console);
  },
});

export default { '': create };
