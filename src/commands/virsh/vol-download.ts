/** `virsh vol-download`. */
import { storageVolDownload } from '../../clients/libvirt/protocol/storage.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { findVolume } from './lib/find.ts';
import { receiveInto, transferArgs, transferParams } from './lib/transfer.ts';

const download = command({
  summary: "Write a volume's content into a file",
  group: 'volume',
  params: transferParams,
  output: 'none',
  async run(context, values) {
    const vol = await findVolume(context, values.vol, values.pool);
    const bulk = await (await context.libvirt()).bulk();
    try {
      const { stream } = await orFail(
        `cannot download from volume ${values.vol}`,
        bulk.stream(storageVolDownload, transferArgs(vol, values)),
      );
      await receiveInto(context, stream, values.file, {
        create: `cannot create ${values.file}`,
        receive: `cannot receive data from volume ${values.vol}`,
        finish: `cannot close volume ${values.vol}`,
      });
      return undefined;
    } finally {
      await bulk.close();
    }
  },
});

export default { '': download };
