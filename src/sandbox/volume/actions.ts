/** What is done with volumes (Block Storage API, "Volume actions"). */
import { isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import { empty, reply } from '../http.ts';
import { newImage } from '../image/records.ts';
import { type Call, Refusal, type Reply, type Routes } from '../service.ts';
import { metadataOf, sizeOf, typeFor } from './create.ts';
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

function flag(value: Json | undefined): boolean {
  return value === true || /^(1|t|true|on|y|yes)$/i.test(String(value));
}

function invalidVolume(problem: string): Refusal {
  return new Refusal(400, `Invalid volume: ${problem}`);
}

const STATUSES = [
  ...['creating', 'available', 'deleting', 'error', 'error_deleting', 'error_managing', 'managing'],
  ...['attaching', 'in-use', 'detaching', 'maintenance'],
];

const ACTIONS: Readonly<Record<string, Action>> = {
  'os-extend': (call, volume, body) => {
    const size = sizeOf('new_size', body.new_size ?? null);
    const online = call.version >= 42 && volume.status === 'in-use';
    if (volume.status !== 'available' && !online)
      throw invalidVolume(
        `Volume ${volume.id} status must be '{'status': 'available'}' to extend, currently ${volume.status}.`,
      );
    if (size <= volume.size)
      throw new Refusal(
        400,
        `Invalid input received: New size for extend must be greater than current size. (current: ${volume.size}, extended: ${size}).`,
      );
    withinQuota(call.state, volume.project_id, { gigabytes: size - volume.size });
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
    if (status !== '' && !STATUSES.includes(status))
      throw new Refusal(
        400,
        `Invalid input for field/attribute status. Value: ${status}. '${status}' is not one of [${STATUSES.map(each => `'${each}'`).join(', ')}]`,
      );
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
    put(call, volume, { bootable: flag(body.bootable) });
    return { status: 200 };
  },
  'os-update_readonly_flag': (call, volume, body) => {
    if (volume.status !== 'available')
      throw invalidVolume(
        `Volume ${volume.id} status must be available to update readonly flag, but current status is: ${volume.status}.`,
      );
    put(call, volume, { readonly: flag(body.readonly) });
    return empty(202);
  },
  'os-set_image_metadata': (call, volume, body) => {
    const image = { ...volume.image, ...metadataOf(body.metadata) };
    put(call, volume, { image });
    return reply(200, { metadata: image });
  },
  'os-unset_image_metadata': (call, volume, body) => {
    const key = text(body, 'key');
    const { [key]: gone, ...image } = volume.image ?? {};
    if (gone === undefined) throw new Refusal(404, 'Metadata does not exist.');
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
    if (volume.status !== 'available' && !(flag(body.force) && volume.status === 'in-use'))
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
    const [name = '', given] = Object.entries(isObject(call.body) ? call.body : {})[0] ?? [];
    const action = ACTIONS[name];
    if (!action)
      throw new Refusal(
        400,
        `There is no such action: ${name}. Verify the request body and Content-Type header and try again.`,
      );
    return action(call, volumeOf(call), isObject(given) ? given : {});
  },
};
