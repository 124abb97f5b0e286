import { Buffer } from 'node:buffer';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { encodeFrame, MessageType, Status } from '../../../src/clients/libvirt/frame.ts';
import { storageVolDownload, storageVolUpload } from '../../../src/clients/libvirt/protocol/storage.ts';
import { createFile, FileFailure, receiveFile, sendFile } from '../../../src/clients/libvirt/stream-file.ts';
import { XdrReader } from '../../../src/clients/libvirt/xdr.ts';
import { fakeDaemon } from './daemon.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-stream-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ARGS = { vol: { pool: 'p', name: 'v', key: 'k' }, offset: 0n, length: 0n, flags: 1 };

it('a volume comes with its holes', async () => {
  const daemon = fakeDaemon(({ serial, type }) => {
    if (type !== MessageType.call) return daemon.agree(storageVolDownload, serial);
    daemon.reply(storageVolDownload, serial, {});
    daemon.data(storageVolDownload, serial, Buffer.from('begin'));
    const header = {
      program: 0x20008086,
      procedure: storageVolDownload.number,
      type: MessageType.hole,
      serial,
    };
    daemon.wire.write(
      encodeFrame({ ...header, status: Status.more }, writer => {
        writer.int64(100_000n);
        writer.uint32(0);
      }),
    );
    daemon.data(storageVolDownload, serial);
  });
  const path = join(folder, 'down');
  const { stream } = await daemon.connection.stream(storageVolDownload, ARGS);
  const { file } = await createFile(path);
  expect(await receiveFile(stream, file)).toBe(100_005);
  await stream.finish();
  await file.close();
  expect(statSync(path).size).toBe(100_005);
  expect(readFileSync(path).subarray(0, 6).toString()).toBe('begin\0');
});

it('zeros go as a hole, in their place', async () => {
  const path = join(folder, 'up');
  const piece = 256 * 1024 - 4096;
  writeFileSync(path, Buffer.concat([Buffer.from('x'), Buffer.alloc(3 * piece), Buffer.from('y')]));
  const sent: (string | bigint)[] = [];
  const daemon = fakeDaemon(({ serial, type, status, body }) => {
    if (type === MessageType.call) return daemon.reply(storageVolUpload, serial, {});
    if (status === Status.ok) return daemon.agree(storageVolUpload, serial);
    sent.push(type === MessageType.hole ? new XdrReader(body).int64() : `${body.length}`);
  });
  const { stream } = await daemon.connection.stream(storageVolUpload, ARGS);
  const file = await open(path);
  await sendFile(stream, file, true);
  await stream.finish();
  await file.close();
  expect(sent).toEqual([`${piece}`, BigInt(2 * piece), '2']);
});

it('a file that was there is emptied and stays, one that was not goes again', async () => {
  const old = join(folder, 'old');
  writeFileSync(old, 'something');
  const kept = await createFile(old);
  await kept.discard();
  await kept.file.close();
  expect(readFileSync(old, 'utf8')).toBe('');
  const made = await createFile(join(folder, 'new'));
  await made.file.close();
  await made.discard();
  expect(existsSync(join(folder, 'new'))).toBe(false);
  await expect(createFile(join(folder, 'no', 'where'))).rejects.toThrow(FileFailure);
});
