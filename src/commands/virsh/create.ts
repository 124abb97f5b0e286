/** `virsh create`. */
import { LibvirtError } from '../../clients/libvirt/errors.ts';
import { domainCreateXml } from '../../clients/libvirt/protocol/domain.ts';
import { command } from '../../kernel/command.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
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
    const sentence = `Domain '${dom.name}' created from ${values.file}`;
    try {
      return await started(context, dom, sentence, values.console);
    } catch (error) {
      // The domain runs, and that is what the peer's exit code tells; of the console it says no more than its own words.
      if (!(error instanceof Failure || error instanceof LibvirtError)) throw error;
      if (error instanceof Failure) await context.stderr.write(`error: ${error.message}\n`);
      return undefined;
    }
  },
});

export default { '': create };
