/** `virsh version`. */
import {
  connectGetLibVersion,
  connectGetType,
  connectGetVersion,
} from '../../clients/libvirt/protocol/hypervisor.ts';
import { command } from '../../kernel/command.ts';
import type { Cell } from '../../kernel/output/result.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { flag } from '../../kernel/vsh/params.ts';

/** The release of libvirt whose protocol is spoken here. */
const LIBRARY = '9.0.0';

/** 9001002 is 9.1.2. */
const numbered = (version: bigint): string =>
  `${version / 1000000n}.${(version % 1000000n) / 1000n}.${version % 1000n}`;

const version = command({
  summary: 'Print versions',
  group: 'host',
  params: { daemon: flag('--daemon', "Print the daemon's version as well") },
  output: 'text-show',
  async run(context, values) {
    const libvirt = await context.libvirt();
    const { type } = await orFail('failed to get hypervisor type', libvirt.call(connectGetType, {}));
    const { hvVer } = await orFail(
      'failed to get the hypervisor version',
      libvirt.call(connectGetVersion, {}),
    );
    const lines: (readonly [name: string, value: string, text: string])[] = [
      ['Compiled against library', LIBRARY, `Compiled against library: libvirt ${LIBRARY}`],
      ['Using library', LIBRARY, `Using library: libvirt ${LIBRARY}`],
      ['Using API', `${type} ${LIBRARY}`, `Using API: ${type} ${LIBRARY}`],
      hvVer === 0n
        ? ['Running hypervisor', type, `Cannot extract running ${type} hypervisor version`]
        : [
            'Running hypervisor',
            `${type} ${numbered(hvVer)}`,
            `Running hypervisor: ${type} ${numbered(hvVer)}`,
          ],
    ];
    if (values.daemon) {
      const { libVer } = await orFail(
        'failed to get the daemon version',
        libvirt.call(connectGetLibVersion, {}),
      );
      lines.push(['Running against daemon', numbered(libVer), `Running against daemon: ${numbered(libVer)}`]);
    }
    const shown = lines.map(([name, cell]): readonly [string, Cell] => [name, cell]);
    return {
      kind: 'text',
      text: () => lines.map(([, , text]) => `${text}\n`).join(''),
      data: { kind: 'show', fields: shown },
    };
  },
});

export default { '': version };
