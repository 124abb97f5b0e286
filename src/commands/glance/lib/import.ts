/** Imports: what they are asked for with, and what is checked before (do_image_import in glanceclient's v2/shell.py). */
import { child, isList, type JsonObject } from '../../../clients/json.ts';
import type { Service } from '../../../clients/service.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { text, textOr } from '../../../kernel/params.ts';
import { storeOption } from './data.ts';
import { imagePath } from './image.ts';
import { truth, truthOption } from './options.ts';

export const storesOptions = {
  store: storeOption,
  stores: text('--stores <STORES>', 'Stores to put the data in, with commas between (Env: OS_IMAGE_STORES)'),
  os_all_stores: truthOption('--all-stores', 'Whether the data go to every store'),
  os_allow_failure: truthOption(
    '--allow-failure',
    'Whether some of the stores may fail (default True, Env: OS_IMAGE_ALLOW_FAILURE)',
  ),
};

/** The options that name an image in another region. @param region what usage shows for that */
export const remoteOptions = (region: string) => ({
  remote_region: text(`--remote-region ${region}`, 'Region of the Glance that has the image'),
  remote_image_id: text('--remote-image-id <REMOTE_IMAGE_ID>', 'ID of the image there'),
  remote_service_interface: textOr(
    '--remote-service-interface <REMOTE_SERVICE_INTERFACE>',
    'public',
    'Kind of endpoint of that Glance',
  ),
});

/** The stores that a line chooses, its environment considered. */
export interface Chosen {
  readonly store: string | undefined;
  readonly stores: readonly string[] | undefined;
  readonly all: boolean;
  readonly allowFailure: boolean;
}

interface Typed {
  readonly store: string | undefined;
  readonly stores: string | undefined;
  readonly os_all_stores: boolean | undefined;
  readonly os_allow_failure: boolean | undefined;
}

/** @throws CommandError when more than one way to choose is used */
export function chosenStores({ env }: Context, typed: Typed): Chosen {
  const store = typed.store ?? env.OS_IMAGE_STORE;
  const stores = typed.stores ?? env.OS_IMAGE_STORES;
  const all = typed.os_all_stores === true;
  if ((store && (stores || all)) || (stores && all)) {
    throw new CommandError('Only one of --store, --stores and --all-stores can be provided');
  }
  const usual = env.OS_IMAGE_ALLOW_FAILURE ? truth(env.OS_IMAGE_ALLOW_FAILURE) : true;
  return {
    store: store || undefined,
    stores: stores ? stores.split(',') : undefined,
    all,
    allowFailure: typed.os_allow_failure ?? usual,
  };
}

/** What is imported, and how. */
export interface Import extends Chosen {
  readonly method: string;
  readonly uri: string | undefined;
  readonly region: string | undefined;
  readonly remoteId: string | undefined;
  readonly remoteInterface: string | undefined;
}

/** The methods that the service takes. */
export async function importMethods(service: Service): Promise<readonly unknown[]> {
  const { value } = child(await service.get('/info/import'), 'import-methods');
  return isList(value) ? value : [];
}

/** @throws CommandError for a method that the service does not take */
export function checkMethod(method: string, known: readonly unknown[]): void {
  if (known.includes(method)) return;
  throw new CommandError(
    `Import method '${method}' is not valid for this cloud. Valid values can be retrieved with import-info command.`,
  );
}

/**
 * Starts an import.
 * @throws CommandError for a URI that the method does not take
 */
export async function startImport(service: Service, id: string, asked: Import): Promise<void> {
  const { method, uri, region, remoteId, remoteInterface, store, stores, all, allowFailure } = asked;
  if (uri && method !== 'web-download') {
    throw new CommandError('HTTP URI is only supported with method: "web-download"');
  }
  const remote: JsonObject =
    region && remoteId
      ? {
          ...(remoteInterface ? { glance_service_interface: remoteInterface } : {}),
          glance_region: region,
          glance_image_id: remoteId,
        }
      : {};
  const several = stores !== undefined || all;
  const body = {
    method: { name: method, ...remote, ...(uri ? { uri } : {}) },
    ...(stores ? { stores } : {}),
    ...(all ? { all_stores: true } : {}),
    ...(several && allowFailure ? { all_stores_must_succeed: false } : {}),
  };
  const headers = store ? { 'x-image-meta-store': store } : {};
  await service.request('POST', `${imagePath(id)}/import`, { body, headers });
}
