/** What a request for a token looks like (keystone/auth/schema.py). */
import { child, isObject, type Json } from '../../clients/json.ts';
import { invalid } from './refusals.ts';
import { type Schema, validate } from './schema.ts';
import { boolean, string } from './schema-types.ts';

function object(properties: Schema, more: Schema = {}): Schema {
  return { type: 'object', properties, ...more };
}

const named = object({ id: string, name: string });

const TOKEN_ISSUE = object(
  {
    identity: object(
      {
        methods: { type: 'array', items: string },
        password: object({ user: object({ id: string, name: string, password: string, domain: named }) }),
        token: object({ id: string }, { required: ['id'] }),
      },
      { required: ['methods'] },
    ),
    scope: {
      type: ['object', 'string'],
      properties: {
        project: object({ name: string, id: string, domain: named }),
        domain: named,
        'OS-TRUST:trust': object({ id: string }),
        system: object({ all: boolean }),
      },
    },
  },
  { required: ['identity'] },
);

/** @throws Refusal 400 for an object at a place that names nothing */
function checkNamed(value: Json | undefined, place: string): void {
  if (!isObject(value) || value.id !== undefined || value.name !== undefined) return;
  throw invalid(`Invalid input for field ${place}: id or name must be present.`);
}

/** @throws Refusal 400 unless a request for a token makes sense */
export function checkAuth(auth: Json): void {
  validate(TOKEN_ISSUE, auth);
  if (!isObject(auth)) return;
  const { user } = child(child(auth, 'identity'), 'password');
  checkNamed(user, 'identity/password/user');
  checkNamed(isObject(user) ? user.domain : undefined, 'identity/password/user/domain');
  const { project, domain } = child(auth, 'scope');
  checkNamed(project, 'scope/project');
  checkNamed(isObject(project) ? project.domain : undefined, 'scope/project/domain');
  checkNamed(domain, 'scope/domain');
}
