/** `virsh vol-upload`. */
import { open } from 'node:fs/promises';
import { storageVolUpload } from '../../clients/libvirt/protocol/storage.ts';
import { sendFile } from '../../clients/libvirt/stream-file.ts';
import { command } from '../../kernel/command.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
import { findVolume } from './lib/find.ts';
import { transferArgs, transferParams } from './lib/transfer.ts';

const upload = command({
  summary: "Write a file's content into a volume",
  group: 'volume',
  params: transferParams,
  output: 'none',
  async run(context, values) {
    const vol = await findVolume(context, values.vol, values.pool);
    const file = await open(await context.path(values.file)).catch(() => {
      throw new Failure(`cannot read ${values.file}`);
    });
    const bulk = await (await context.libvirt()).bulk();
    try {
      const { stream } = await orFail(
        `cannot upload to volume ${values.vol}`,
        bulk.stream(storageVolUpload, transferArgs(vol, values)),
      );
      await orFail(`cannot send data to volume ${values.vol}`, sendFile(stream, file, values.sparse));
      await orFail(`cannot close volume ${values.vol}`, stream.finish());
      return undefined;
    } finally {
      await file.close();
      await bulk.close();
    }
  },
});

export default { '': upload };
