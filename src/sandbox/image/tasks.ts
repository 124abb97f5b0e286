/** Tasks: what the service does by itself (Image API v2, "Tasks"), for administrators. */
import type { JsonObject } from '../../clients/json.ts';
import { ok, paged } from '../http.ts';
import { type Call, Refusal, type Reply, type Routes } from '../service.ts';
import { type Item, uuid } from '../state.ts';
import { isoSeconds } from '../time.ts';

const STATUSES = ['pending', 'processing', 'success', 'failure'];
const SORT_KEYS = ['created_at', 'expires_at', 'id', 'status', 'type', 'updated_at'];
const UUID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** How many tasks a page has where nobody says (glance's limit_param_default). */
const PAGE = 25;

function allow({ caller }: Call): void {
  if (!caller.isAdmin) throw new Refusal(403, 'You are not authorized to complete tasks_api_access action.');
}

/** A task as it is listed: without what went in and came out. */
function stub({ id, type, status, owner, created_at, updated_at, expires_at }: Item): JsonObject {
  const self = `/v2/tasks/${id}`;
  return { id, type, status, owner, created_at, updated_at, self, schema: '/v2/schemas/task', expires_at };
}

function view(task: Item): JsonObject {
  const { input = null, message = '', result = null, image_id, request_id, user_id } = task;
  return { ...stub(task), input, message, result, image_id, request_id, user_id };
}

function check({ query }: Call): void {
  const status = query.get('status');
  if (status && !STATUSES.includes(status)) throw new Refusal(400, `Invalid status value: ${status}`);
  const type = query.get('type');
  if (type && type !== 'import') throw new Refusal(400, `Invalid type value: ${type}`);
  const marker = query.get('marker');
  if (marker && !UUID.test(marker)) throw new Refusal(400, 'Invalid marker format');
  const limit = query.get('limit');
  if (limit !== null && !/^-?\d+$/.test(limit)) throw new Refusal(400, 'limit param must be an integer');
  if (Number(limit) < 0) throw new Refusal(400, 'limit param must be positive');
  const direction = query.get('sort_dir') ?? 'desc';
  if (direction !== 'asc' && direction !== 'desc')
    throw new Refusal(400, `Invalid sort direction: ${direction}`);
  if (!SORT_KEYS.includes(query.get('sort_key') ?? 'created_at'))
    throw new Refusal(400, 'Sort key supplied was not valid.');
}

function list(call: Call): Reply {
  allow(call);
  check(call);
  const { query } = call;
  const limit = query.get('limit');
  const [status, type] = [query.get('status'), query.get('type')];
  const found = call.state
    .all('tasks')
    .filter(task => (!status || task.status === status) && (!type || task.type === type));
  const key = query.get('sort_key') ?? 'created_at';
  const sign = query.get('sort_dir') === 'asc' ? 1 : -1;
  const rankOf = (task: Item): string => `${String(task[key] ?? '')} ${task.id}`;
  found.sort((a, b) => (rankOf(a) < rankOf(b) ? -sign : sign));
  const schema = '/v2/schemas/tasks';
  if (limit === '0') return ok({ tasks: [], first: '/v2/tasks?limit=0', schema });
  const missing = (marker: string) => new Refusal(400, `Task with the given id ${marker} was not found`);
  const { items, next } = paged(call, found, missing, limit === null ? PAGE : 1000);
  const first = new URLSearchParams(query);
  first.delete('marker');
  return ok({
    tasks: items.map(stub),
    first: `/v2/tasks${first.size > 0 ? `?${first}` : ''}`,
    schema,
    ...(next === undefined ? {} : { next: `/v2/tasks?${next}` }),
  });
}

/** How long a task is kept once it is done (glance's task_time_to_live). */
const KEPT = 48 * 3600_000;

/** The task that brought an image in. */
export function importTask(image: Item, now: number): Item {
  const input = { image_id: image.id, import_req: { method: { name: 'glance-direct' } }, backend: ['file'] };
  return {
    id: uuid(),
    type: 'api_image_import',
    status: 'success',
    owner: image.owner,
    input,
    message: `Copied ${Math.floor(Number(image.size ?? 0) / 1024 ** 2)} MiB`,
    result: { image_id: image.id },
    image_id: image.id,
    created_at: isoSeconds(now),
    updated_at: isoSeconds(now),
    expires_at: isoSeconds(now + KEPT),
  };
}

export const taskRoutes: Routes = {
  'GET /tasks': list,
  'GET /tasks/:id': call => {
    allow(call);
    const { id = '' } = call.params;
    const task = call.state.get('tasks', id);
    if (!task) throw new Refusal(404, `Could not find task ${id}`);
    return ok(view(task));
  },
  'DELETE /tasks/:id': call => {
    allow(call);
    throw new Refusal(
      405,
      'This operation is currently not permitted on Glance Tasks. They are auto deleted after reaching the time based on their expires_at property.',
    );
  },
};
