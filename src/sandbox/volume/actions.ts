/** What is done with volumes (Block Storage API, "Volume actions"). */

import { isObject, type JsonObject, text } from '../../clients/json.ts';
import { empty, reply } from '../http.ts';
import { newImage } from '../image/records.ts';
import { bodyOf, type Check, type Checks } from '../schema.ts';
import { any, nullable, oneOf, textCheck, textsOf, truth } from '../schema-values.ts';
import { type Call, Refusal, type Reply, type Routes } from '../service.ts';
import { booleanCheck, metadataCheck, sizeCheck } from './checks.ts';
import { typeFor } from './create.ts';
import { become } from './operations.ts';
import { allow } from './policy.ts';
import { withinQuota } from './quota.ts';
import { VOLUMES, type Volume, volumeOf } from './records.ts';
import { seconds } from './views.ts';
import { deleteVolume } from './volumes.ts';

type Action = (call: Call, volume: Volume, body: JsonObject) => Reply;

function put(call: Call, volume: Volume, change: Partial<Volume>): void {
  call.state.put(VOLUMES, { ...volume, updated: call.now, ...change });
}

function invalidVolume(problem: string): Refusal {
  return new Refusal(400, `Invalid volume: ${problem}`);
}

const STATUSES = [
  ...['creating', 'available', 'deleting', 'error', 'error_deleting', 'error_managing', 'managing'],
  ...['attaching', 'in-use', 'detaching', 'maintenance', 'restoring-backup', 'error_restoring', 'reserved'],
  ...['awaiting-transfer', 'backing-up', 'error_backing-up', 'error_extending', 'downloading', 'uploading'],
  ...['retyping', 'extending'],
];

const statusCheck: Check = (_field, value) => {
  const word = String(value).toLowerCase();
  if (value === null || STATUSES.includes(word)) return;
  const valid = STATUSES.map(each => `'${each}'`).join(', ');
  throw new Refusal(400, `Volume status: ${word} is invalid, valid statuses are: (${valid}).`);
};

/** What actions must and may say; of those that are not here nothing is known. */
const SAID: Readonly<Record<string, readonly [required: readonly string[], checks: Checks]>> = {
  'os-extend': [['new_size'], { new_size: sizeCheck }],
  'os-retype': [['new_type'], { new_type: textCheck(), migration_policy: nullable(textCheck()) }],
  'os-reset_status': [[], { status: statusCheck, attach_status: any, migration_status: any }],
  'os-set_bootable': [['bootable'], { bootable: booleanCheck }],
  'os-update_readonly_flag': [['readonly'], { readonly: booleanCheck }],
  'os-set_image_metadata': [['metadata'], { metadata: metadataCheck }],
  'os-unset_image_metadata': [['key'], { key: textCheck(1) }],
  'os-volume_upload_image': [
    ['image_name'],
    {
      image_name: textCheck(1),
      force: booleanCheck,
      disk_format: oneOf('raw', 'vmdk', 'vdi', 'qcow2', 'vhd', 'vhdx', 'ploop'),
      container_format: nullable(textCheck()),
      visibility: oneOf('community', 'public', 'private', 'shared'),
      protected: booleanCheck,
    },
  ],
};

const ACTIONS: Readonly<Record<string, Action>> = {
  'os-extend': (call, volume, body) => {
    const size = Number(body.new_size);
    if (size <= volume.size)
      throw new Refusal(
        400,
        `Invalid input received: New size for extend must be greater than current size. (current: ${volume.size}, extended: ${size}).`,
      );
    const online = call.version >= 42 && volume.status === 'in-use';
    if (volume.status !== 'available' && !online)
      throw invalidVolume(
        `Volume ${volume.id} status must be '{'status': 'available'}' to extend, currently ${volume.status}.`,
      );
    withinQuota(call.state, volume.project_id, { gigabytes: size - volume.size, largest: size });
    const { status } = volume;
    become(call, volume, 'extending', { after: 1, change: { status, size } });
    return empty(202);
  },
  'os-retype': (call, volume, body) => {
    const type = typeFor(call, text(body, 'new_type'));
    if (type.name === volume.type)
      throw new Refusal(400, `Invalid input received: New volume_type same as original: ${type.name}.`);
    const { status } = volume;
    become(call, volume, 'retyping', { after: 1, change: { status, type: text(type, 'name') } });
    return empty(202);
  },
  'os-reset_status': (call, volume, body) => {
    allow(call, 'volume_extension:volume_admin_actions:reset_status');
    const status = text(body, 'status');
    if (status === 'in-use' && volume.attachments.length === 0)
      throw new Refusal(400, 'Cannot reset-state to in-use because volume does not have any attachments.');
    const detached = text(body, 'attach_status') === 'detached';
    put(call, volume, {
      operation: '',
      ...(status === '' ? {} : { status }),
      ...(detached ? { attachments: [] } : {}),
    });
    return empty(202);
  },
  'os-set_bootable': (call, volume, body) => {
    put(call, volume, { bootable: truth(body.bootable) });
    return { status: 200 };
  },
  'os-update_readonly_flag': (call, volume, body) => {
    if (volume.status !== 'available')
      throw invalidVolume(
        `Volume ${volume.id} status must be available to update readonly flag, but current status is: ${volume.status}.`,
      );
    put(call, volume, { readonly: truth(body.readonly) });
    return empty(202);
  },
  'os-set_image_metadata': (call, volume, body) => {
    const image = { ...volume.image, ...textsOf(body.metadata) };
    put(call, volume, { image });
    return reply(200, { metadata: image });
  },
  'os-unset_image_metadata': (call, volume, body) => {
    const key = text(body, 'key');
    const { [key]: gone, ...image } = volume.image ?? {};
    if (gone === undefined)
      throw new Refusal(404, `Glance metadata for volume/snapshot ${volume.id} cannot be found.`);
    put(call, volume, { image });
    return { status: 200 };
  },
  'os-show_image_metadata': (_call, volume) => reply(200, { metadata: volume.image ?? {} }),
  'os-force_delete': (call, volume) => {
    allow(call, 'volume_extension:volume_admin_actions:force_delete');
    deleteVolume(call, volume, true, true);
    return empty(202);
  },
  'os-volume_upload_image': (call, volume, body) => {
    if (volume.status !== 'available' && !(truth(body.force) && volume.status === 'in-use'))
      throw invalidVolume('Volume status must be available/in-use.');
    const { caller, now } = call;
    const format = {
      disk_format: text(body, 'disk_format') || 'raw',
      container_format: text(body, 'container_format') || 'bare',
    };
    const name = text(body, 'image_name');
    const image = newImage(caller.projectId, now, {
      name,
      ...format,
      size: 0,
      status: 'active',
      visibility: 'shared',
    });
    call.state.put('images', image);
    const upload = {
      id: volume.id,
      updated_at: seconds(volume.updated),
      status: 'uploading',
      display_description: volume.description,
      size: volume.size,
      volume_type: volume.type,
      image_id: image.id,
      ...format,
      image_name: name,
    };
    const { status } = volume;
    become(call, volume, 'uploading', { after: 1, change: { status } });
    return reply(202, { 'os-volume_upload_image': upload });
  },
};

export const volumeActionRoutes: Routes = {
  'POST /volumes/:id/action': call => {
    const body = isObject(call.body) ? call.body : {};
    const [name, ...more] = Object.keys(body);
    if (name === undefined || more.length > 0) throw new Refusal(400, 'Malformed request body');
    const action = ACTIONS[name];
    if (!action)
      throw new Refusal(
        400,
        `There is no such action: ${name}. Verify the request body and Content-Type header and try again.`,
      );
    const said = SAID[name];
    if (said) bodyOf(call, name, ...said);
    const given = body[name];
    return action(call, volumeOf(call), isObject(given) ? given : {});
  },
};
