/** Credentials for clients of EC2 and S3 (Identity API v3, OS-EC2). */
import { type JsonObject, text } from '../../clients/json.ts';
import { empty, jsonText, ok, reply } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import { hexId, type Item } from '../state.ts';
import { sent } from './bodies.ts';
import { accessId, blobOf, checkPrimary } from './credentials.ts';
import { linkTo, listOf } from './lists.ts';
import { allow } from './policy.ts';
import { missing, unauthorized } from './refusals.ts';
import { CREDENTIALS } from './removal.ts';
import { sealed } from './secrets.ts';
import { projectById } from './targets.ts';

function ec2View(call: Call, item: Item): JsonObject {
  const { access = null, secret = null, trust_id = null } = blobOf(call.state, item);
  const user_id = text(item, 'user_id');
  const self = linkTo(call, `/users/${user_id}/credentials/OS-EC2/${access}`);
  return { user_id, tenant_id: item.project_id ?? null, access, secret, trust_id, links: { self } };
}

function checkUser(call: Call): string {
  const { user = '' } = call.params;
  if (!call.state.get('users', user)) throw missing('user', user);
  return user;
}

/** The credential whose access key a path names. @throws Refusal 403 or 404 */
function named(call: Call, verb: string): Item {
  const id = accessId(call.params.access ?? '');
  const item = call.state.get(CREDENTIALS, id);
  if (!item) throw missing('credential', id);
  const actor = allow(call, `ec2_${verb}_credential`, { credential: item });
  checkUser(call);
  if (item.type !== 'ec2') throw unauthorized();
  checkPrimary(actor);
  return item;
}

export const routes: Routes = {
  'GET /users/:user/credentials/OS-EC2': call => {
    checkPrimary(allow(call, 'ec2_list_credentials'));
    const user = checkUser(call);
    const own = call.state.all(CREDENTIALS).filter(each => each.user_id === user && each.type === 'ec2');
    return ok(
      listOf(
        call,
        'credentials',
        own.map(each => ec2View(call, each)),
      ),
    );
  },
  'POST /users/:user/credentials/OS-EC2': call => {
    const { state } = call;
    const actor = allow(call, 'ec2_create_credential');
    const user = checkUser(call);
    const tenant = sent(call, 'tenant_id', 'None');
    if (!projectById(state, String(tenant))) throw missing('project', String(tenant));
    checkPrimary(actor);
    const blob = { access: hexId(), secret: hexId(), trust_id: null };
    const place = { user_id: user, project_id: tenant, type: 'ec2' };
    const item: Item = { id: accessId(blob.access), ...place, blob: sealed(state, jsonText(blob)) };
    state.put(CREDENTIALS, item);
    return reply(201, { credential: ec2View(call, item) });
  },
  'GET /users/:user/credentials/OS-EC2/:access': call =>
    ok({ credential: ec2View(call, named(call, 'get')) }),
  'DELETE /users/:user/credentials/OS-EC2/:access': call => {
    call.state.remove(CREDENTIALS, named(call, 'delete').id);
    return empty();
  },
};
