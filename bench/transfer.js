/** An image's data in and out, by ostk, by the peers, and by curl as the floor under all of them. */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pairs } from './measure.js';

const MEBIBYTE = 1024 ** 2;

/** Writes a file that nothing can make smaller. */
function randomFile(path, mebibytes) {
  const file = openSync(path, 'w');
  for (let written = 0; written < mebibytes; written++) writeSync(file, randomBytes(MEBIBYTE));
  closeSync(file);
}

/**
 * Measures a download and an upload.
 * @param cloud as `connect` gives it
 * @param {{ ostk: string[], env: Record<string, string>, peers: string, folder: string }} around how ostk is started,
 *   everybody's environment, the peers' folder of programs, where files may lie
 * @param {number} mebibytes how large the image is
 * @param {number} runs
 * @returns {Promise<{ download: Map<string, number[]>, upload: Map<string, number[]> }>} milliseconds by contender
 */
export async function transfers(cloud, { ostk, env, peers, folder }, mebibytes, runs) {
  const [source, target] = [join(folder, 'source.raw'), join(folder, 'target.raw')];
  const name = `bench-${randomBytes(3).toString('hex')}`;
  const about = { name, disk_format: 'raw', container_format: 'bare' };
  const files = `${cloud.endpoints.image}/v2/images`;
  const curl = ['curl', '-sf', '-H', `X-Auth-Token: ${cloud.token}`];
  const create = async () => (await cloud.call('image', '/v2/images', 'POST', about)).id;
  const clean = async () => {
    const { images } = await cloud.call('image', `/v2/images?name=${name}`);
    for (const { id } of images) await cloud.call('image', `/v2/images/${id}`, 'DELETE');
  };
  const contenders = (...each) => each.map(([of, command, prepare]) => ({ name: of, command, env, prepare }));
  const asPeer = (program, words) => [...ostk, '--as', program, ...words];
  randomFile(source, mebibytes);
  try {
    const upload = await pairs(
      contenders(
        [
          'curl',
          [...curl, '-X', 'PUT', '-H', 'Content-Type: application/octet-stream', '-T', source],
          async () => {
            await clean();
            return [`${files}/${await create()}/file`];
          },
        ],
        ['ostk', asPeer('openstack', ['image', 'create', '--file', source, name])],
        ['openstack', [join(peers, 'openstack'), 'image', 'create', '--file', source, name]],
        [
          'glance',
          [
            ...[join(peers, 'glance'), 'image-create', '--name', name, '--file', source],
            ...['--disk-format', 'raw', '--container-format', 'bare'],
          ],
        ],
      ),
      runs,
    );
    const { images } = await cloud.call('image', `/v2/images?name=${name}&status=active&limit=1`);
    const [{ id }] = images;
    const fresh = async () => {
      rmSync(target, { force: true });
      return [];
    };
    const download = await pairs(
      contenders(
        ['curl', [...curl, '-o', target, `${files}/${id}/file`], fresh],
        // What the others do besides: nothing is faster than the hash of what arrives.
        [
          'curl+sha512',
          ['sh', '-c', '"$@" | tee "$0" | sha512sum', target, ...curl, `${files}/${id}/file`],
          fresh,
        ],
        ['ostk', asPeer('openstack', ['image', 'save', '--file', target, id]), fresh],
        ['openstack', [join(peers, 'openstack'), 'image', 'save', '--file', target, id], fresh],
        ['glance', [join(peers, 'glance'), 'image-download', '--file', target, id], fresh],
      ),
      runs,
    );
    return { download, upload };
  } finally {
    await clean();
    for (const file of [source, target]) rmSync(file, { force: true });
  }
}
