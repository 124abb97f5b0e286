/** `virsh screenshot`. */
import { domainScreenshot } from '../../clients/libvirt/protocol/domain-device.ts';
import { command } from '../../kernel/command.ts';
import type { Clock } from '../../kernel/context.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { domain, number, word } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';
import { told } from './lib/saved.ts';
import { receiveInto } from './lib/transfer.ts';

/** Endings by the type that the daemon names. */
const ENDINGS: Readonly<Record<string, string>> = {
  'image/x-portable-pixmap': '.ppm',
  'image/png': '.png',
};

/** `NAME-2026-01-31-12:59:59.png`, in local time. */
function fileName(name: string, type: string, clock: Clock): string {
  const now = new Date(clock.now());
  const two = (part: number) => String(part).padStart(2, '0');
  const date = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(':');
  return `${name}-${date}-${time}${ENDINGS[type] ?? ''}`;
}

const screenshot = command({
  summary: 'Take a picture of the screen of a domain',
  group: 'domain',
  params: {
    domain,
    file: word('--file', "Where it is written to (default: the domain's name and the time)"),
    screen: number('--screen', 'Which screen (default: the first)', { most: 2 ** 32 - 1 }),
  },
  output: 'none',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const bulk = await (await context.libvirt()).bulk();
    try {
      const { ret, stream } = await orFail(
        `could not take a screenshot of ${values.domain}`,
        bulk.stream(domainScreenshot, { dom, screen: values.screen ?? 0, flags: 0 }),
      );
      const type = ret.mime ?? '';
      const file = values.file ?? fileName(dom.name, type, context.clock);
      await receiveInto(context, stream, file, {
        create: `cannot create file ${file}`,
        receive: `could not receive data from domain '${values.domain}'`,
        finish: `cannot close stream on domain '${values.domain}'`,
      });
      return told(`Screenshot saved to ${file}, with type of ${type}`);
    } finally {
      await bulk.close();
    }
  },
});

export default { '': screenshot };
