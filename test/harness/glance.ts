/** Lines of glance in process, and the stubs that they have in common. */
import type { JsonObject } from '../../src/clients/json.ts';
import { type Outcome, type RunOptions, runLine } from './run.ts';
import type { Stub } from './stub.ts';

/** Time goes on while a transfer is watched. */
const clock = {
  now: () => Date.parse('2030-01-01T00:00:00Z'),
  sleep: () => new Promise<void>(resolve => setTimeout(resolve, 10)),
};

/** Runs a line of glance. */
export const glance = (
  line: string | readonly string[],
  stubs: readonly Stub[] = [],
  more: RunOptions = {},
): Promise<Outcome> => runLine(line, { name: 'glance', stubs, clock, ...more });

const SCHEMA: JsonObject = {
  name: 'image',
  properties: {
    id: { type: 'string' },
    name: { type: ['null', 'string'], maxLength: 255 },
    disk_format: { type: ['null', 'string'], enum: [null, 'raw', 'qcow2'] },
    container_format: { type: ['null', 'string'] },
    tags: { type: 'array', items: { type: 'string' } },
    size: { type: ['null', 'integer'], readOnly: true },
    hw_disk_bus: { type: 'string', is_base: false, description: 'The bus of the disk' },
    hw_count: { type: 'integer', is_base: false },
    hw_boot: { type: 'boolean', is_base: false },
    secret: { type: 'string', readOnly: true },
  },
  additionalProperties: { type: 'string' },
};

/** The service's answer to who asks for the schema of images. */
export const schema: Stub = { service: 'image', path: '/schemas/image', reply: SCHEMA };

/** The schema is kept from an earlier run. */
export const kept = {
  earlier: {
    line: 'image-create',
    stubs: [schema, { service: 'image', method: 'POST', path: '/images', body: {}, reply: {} }],
  },
} satisfies RunOptions;

/** The service's answer to a new image. */
export const created = (body: JsonObject, reply: JsonObject = { id: 'i', ...body }): Stub => ({
  service: 'image',
  method: 'POST',
  path: '/images',
  body,
  status: 201,
  reply,
});

/** The service's answer to who asks for an image. */
export const image = (id: string, more: JsonObject = {}): Stub => ({
  service: 'image',
  path: `/images/${id}`,
  reply: { id, name: null, tags: [], ...more },
});

/** The standard input of tests is a pipe without anything in it, which glance would upload. */
export const closed = { stdin: false } as const;
