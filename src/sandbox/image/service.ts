/** The image service (Image API v2). */
import { isList, isObject, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, pageStyle, reply } from '../http.ts';
import { type Call, type JobContext, Refusal, type Reply, type Service } from '../service.ts';
import type { Item } from '../state.ts';
import { type Blobs, createBlobs } from './blobs.ts';
import { cacheRoutes, fillCache } from './cache.ts';
import { listImages } from './list.ts';
import { memberRoutes } from './members.ts';
import { seedDefinitions } from './metadef-seed.ts';
import { patched } from './patch.ts';
import { checkValue, findImage, imageView, isField, newImage, ownImage, store } from './records.ts';
import { imageSchema } from './schema.ts';
import { storeRoutes } from './stores.ts';
import { importTask, taskRoutes } from './tasks.ts';

/** The image of a new cloud: as large as CirrOS 0.6.2, all zeros. */
const CIRROS = {
  name: 'cirros',
  disk_format: 'qcow2',
  container_format: 'bare',
  visibility: 'public',
  status: 'active',
  size: 21430272,
  virtual_size: 117440512,
  checksum: '7973f73037542b3c0683cf53eba75a0a',
  os_hash_algo: 'sha512',
  os_hash_value:
    '0f4be2a84bbdab0c1c4ef5b24e2711f5814db1868c7718fe82ca67a94b077892c45cc0a78dff9d5c5ca23a81f5277ff1e6dd034711684d7f070fdefc040de133',
  blob: '',
};

const VERSIONS = Array.from({ length: 17 }, (_, at) => 16 - at);

/** Makes the service. @param dir where uploaded data are kept */
export function createImage(dir: string): Service {
  const blobs = createBlobs(dir);
  return {
    type: 'image',
    catalog: [['image', 'glance', '/image']],
    prefix: '/image',
    base: '/v2',
    open: {
      'GET /': ({ origin }) => {
        const links = [{ rel: 'self', href: `${origin}/image/v2/` }];
        const versions = VERSIONS.map(minor => {
          const status = minor === VERSIONS[0] ? 'CURRENT' : 'SUPPORTED';
          return { id: `v2.${minor}`, status, links };
        });
        return reply(300, { versions });
      },
    },
    routes: {
      'GET /images': listImages,
      'POST /images': create,
      'GET /images/:id': call => ok(imageView(findImage(call))),
      'PATCH /images/:id': call => ok(imageView(store(call, patched(call, ownImage)))),
      'DELETE /images/:id': call => discard(call, blobs),
      'PUT /images/:id/file': call => upload(call, blobs),
      'GET /images/:id/file': call => download(call, blobs),
      'POST /images/:id/actions/deactivate': call => activate(call, 'deactivated'),
      'POST /images/:id/actions/reactivate': call => activate(call, 'active'),
      'PUT /images/:id/tags/:tag': call => {
        const image = ownImage(call);
        const { tag = '' } = call.params;
        store(call, { ...image, tags: [...new Set([...tagsOf(image), tag])] });
        return empty();
      },
      'DELETE /images/:id/tags/:tag': call => {
        const image = ownImage(call);
        const rest = tagsOf(image).filter(tag => tag !== call.params.tag);
        if (rest.length === tagsOf(image).length) throw new Refusal(404, 'The resource could not be found.');
        store(call, { ...image, tags: rest });
        return empty();
      },
      ...memberRoutes,
      'GET /schemas/image': () => ok(imageSchema),
      'GET /info/import': () =>
        ok({ 'import-methods': { description: 'Import methods available.', type: 'array', value: [] } }),
      ...storeRoutes,
      ...cacheRoutes,
      ...taskRoutes,
    },
    parts: { metadefs: () => import('./metadefs.ts') },
    jobs: { cache: fillCache },
    uploads: { 'PUT /images/:id/file': blobs.receive },
    collections: {},
    seeded: 'image/2',
    seed,
    refuse: pageStyle,
    malformed: 'Malformed JSON in request body.',
  };
}

function seed({ state, now }: JobContext): void {
  seedDefinitions(state, now);
  if (state.all('images').length > 0) return;
  const owner = text(state.all('projects').find(project => project.name === 'admin') ?? {}, 'id');
  const image = newImage(owner, now, CIRROS);
  state.put('images', image);
  state.put('tasks', importTask(image, now));
}

function tagsOf({ tags }: Item): string[] {
  return isList(tags) ? tags.filter(tag => typeof tag === 'string') : [];
}

function create(call: Call): Reply {
  const { body, caller, origin } = call;
  if (!isObject(body)) throw new Refusal(400, 'Malformed JSON in request body.');
  const fields: Record<string, JsonObject[string]> = {};
  const properties: Record<string, JsonObject[string]> = {};
  for (const [key, value] of Object.entries(body)) {
    checkValue(call, key, value ?? null);
    (isField(key) ? fields : properties)[key] = value;
  }
  if (fields.owner !== undefined && fields.owner !== caller.projectId && !caller.isAdmin)
    throw new Refusal(403, `You are not permitted to create images owned by '${fields.owner}'.`);
  const image = newImage(caller.projectId, call.now, { ...fields, properties });
  if (call.state.get('images', image.id)) throw new Refusal(409, `Image ID ${image.id} already exists!`);
  const made = { ...image, tags: [...new Set(tagsOf(image))].sort() };
  call.state.put('images', made);
  return reply(201, imageView(made), { location: `${origin}/image/v2/images/${made.id}` });
}

function discard(call: Call, blobs: Blobs): Reply {
  const image = ownImage(call, id => `Failed to find image ${id} to delete`);
  if (image.protected === true)
    throw new Refusal(403, `Image ${image.id} is protected and cannot be deleted.`);
  call.state.remove('images', image.id);
  const blob = text(image, 'blob');
  return blob === '' ? empty() : { status: 204, kept: () => blobs.remove(blob) };
}

function upload(call: Call, blobs: Blobs): Reply {
  const data = isObject(call.body) ? call.body : {};
  const blob = text(data, 'blob');
  try {
    const type = call.headers['content-type'] ?? '';
    if (type !== 'application/octet-stream')
      throw new Refusal(415, `The request media type ${type} is not supported by this server.`);
    const image = ownImage(call);
    if (image.status !== 'queued')
      throw new Refusal(409, `Image status transition from ${image.status} to saving is not allowed`);
    const missing = ['disk_format', 'container_format'].filter(key => image[key] === null);
    if (missing.length > 0)
      throw new Refusal(400, `Properties ${missing.join(', ')} must be set prior to saving data.`);
    store(call, {
      ...image,
      ...data,
      virtual_size: data.size ?? 0,
      status: 'active',
      os_hash_algo: 'sha512',
    });
  } catch (error) {
    if (error instanceof Refusal) blobs.remove(blob);
    throw error;
  }
  return empty();
}

function download(call: Call, blobs: Blobs): Reply {
  const image = findImage(call);
  const { size, status } = image;
  if (status === 'deactivated' && !call.caller.isAdmin)
    throw new Refusal(403, 'The requested image has been deactivated. Image data download is forbidden.');
  if (status === 'queued' || typeof size !== 'number') return empty();
  const type = { 'content-type': 'application/octet-stream', 'content-md5': text(image, 'checksum') };
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(call.headers.range ?? '') ?? [];
  const blob = text(image, 'blob');
  if (from === undefined) {
    const headers = { ...type, 'content-length': String(size) };
    return { status: 200, headers, content: size === 0 ? '' : blobs.read(blob, 0, size - 1) };
  }
  const start = Number(from);
  const end = to ? Math.min(Number(to), size - 1) : size - 1;
  if (start > end) throw new Refusal(416, 'The Range requested is not available.');
  const headers = {
    ...type,
    'content-length': String(end - start + 1),
    'content-range': `bytes ${start}-${end}/${size}`,
  };
  return { status: 206, headers, content: blobs.read(blob, start, end) };
}

function activate(call: Call, status: string): Reply {
  const image = ownImage(call);
  if (image.status !== 'active' && image.status !== 'deactivated')
    throw new Refusal(
      403,
      `Not allowed to ${status === 'active' ? 'reactivate' : 'deactivate'} image in status '${image.status}'`,
    );
  store(call, { ...image, status });
  return empty();
}
