/** Servers that begin anew with an image (Compute API, "Rebuild Server"). */

import { isObject, type Json, text } from '../../clients/json.ts';
import { reply } from '../http.ts';
import type { Check } from '../schema.ts';
import {
  any,
  booleanCheck,
  ipCheck,
  metadataCheck,
  nameCheck,
  nullable,
  objectOf,
  oneOf,
  textCheck,
  textsOf,
  uuidCheck,
} from '../schema-values.ts';
import { type Call, Refusal, type Reply } from '../service.ts';
import { demandState } from './access.ts';
import type { Actions } from './actions.ts';
import { hostnameCheck } from './create-body.ts';
import { fitImage, imageFor } from './create-parts.ts';
import { CONTROLLER } from './history.ts';
import { become, begin, type Operations, type Step, update } from './operations.ts';
import { password } from './passwords.ts';
import type { Server } from './types.ts';
import { detail } from './views.ts';

const rebuildSteps: readonly Step[] = [
  {
    after: 0.7,
    event: 'rebuild_server',
    host: () => CONTROLLER,
    run: become('rebuild_block_device_mapping'),
  },
  { after: 0.7, event: 'compute_rebuild_instance', run: become('rebuild_spawning') },
  {
    after: 1.5,
    run: (server, { now, data }) => {
      const stopped = data.stopped === true;
      const to = stopped ? { vm_state: 'stopped', power_state: 4 } : { vm_state: 'active', power_state: 1 };
      return update(server, now, { ...to, task_state: null, launched: now, fault: null });
    },
  },
];

export const rebuildOperations: Operations = { rebuild: rebuildSteps };

function said(version: number): Check {
  return objectOf(
    {
      name: nameCheck,
      imageRef: uuidCheck,
      adminPass: textCheck(),
      metadata: metadataCheck,
      preserve_ephemeral: booleanCheck,
      'OS-DCF:diskConfig': oneOf('AUTO', 'MANUAL'),
      accessIPv4: ipCheck(4),
      accessIPv6: ipCheck(6),
      ...(version < 57 ? { personality: any } : {}),
      ...(version >= 19 ? { description: nullable(textCheck()) } : {}),
      ...(version >= 54 ? { key_name: nullable(textCheck(1)) } : {}),
      ...(version >= 57 ? { user_data: nullable(textCheck(0, 65535)) } : {}),
      ...(version >= 63 ? { trusted_image_certificates: any } : {}),
      ...(version >= 90 ? { hostname: hostnameCheck } : {}),
    },
    ['imageRef'],
  );
}

function rebuild(call: Call, server: Server, given: Json): Reply {
  const { version } = call;
  const about = isObject(given) ? given : {};
  demandState(server, 'rebuild', ['active', 'stopped', 'error']);
  const image = imageFor(call, text(about, 'imageRef'), 'Cannot find image for rebuild');
  fitImage(image, server.flavor, server.image === '');
  const key = text(about, 'key_name');
  if (key !== '' && !call.state.get('keypairs', `${server.user_id} ${key}`))
    throw new Refusal(400, 'Invalid key_name provided.');
  const change = {
    task_state: 'rebuilding',
    ...(server.image === '' ? {} : { image: image.id }),
    ...(about.name === undefined ? {} : { name: text(about, 'name') }),
    ...(about.description === undefined ? {} : { description: text(about, 'description') || null }),
    ...(about.metadata === undefined ? {} : { metadata: textsOf(about.metadata) }),
    ...(about.key_name === undefined ? {} : { key_name: key || null }),
    ...(about.user_data === undefined ? {} : { user_data: text(about, 'user_data') || null }),
    ...(about.hostname === undefined ? {} : { hostname: text(about, 'hostname') }),
    ...(about.accessIPv4 === undefined ? {} : { access_v4: text(about, 'accessIPv4') }),
    ...(about.accessIPv6 === undefined ? {} : { access_v6: text(about, 'accessIPv6') }),
  };
  const data = { stopped: server.vm_state === 'stopped' };
  const next = begin(call, server, 'rebuild', { name: 'rebuild', steps: rebuildSteps }, change, data);
  const shown = {
    ...detail(call, next, true),
    adminPass: text(about, 'adminPass') || password(),
    ...(version >= 57 ? { user_data: next.user_data } : {}),
  };
  return reply(202, { server: shown }, { location: `${call.origin}/compute/v2.1/servers/${server.id}` });
}

export const rebuildActions: Actions = { rebuild: { said, run: rebuild } };
