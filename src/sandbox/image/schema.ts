/** The schema of an image, as far as clients read it (Image API v2, "Schemas"). */
import type { JsonObject } from '../../clients/json.ts';

const text = { type: ['null', 'string'] };
const whole = { type: ['null', 'integer'] };
const readOnly = { readOnly: true };

export const imageSchema: JsonObject = {
  name: 'image',
  properties: {
    id: { type: 'string' },
    name: { ...text, maxLength: 255 },
    status: { type: 'string', ...readOnly },
    visibility: { type: 'string', enum: ['community', 'public', 'private', 'shared'] },
    protected: { type: 'boolean' },
    os_hidden: { type: 'boolean' },
    checksum: { ...text, ...readOnly, maxLength: 32 },
    os_hash_algo: { ...text, ...readOnly, maxLength: 64 },
    os_hash_value: { ...text, ...readOnly, maxLength: 128 },
    owner: { ...text, maxLength: 255 },
    size: { ...whole, ...readOnly },
    virtual_size: { ...whole, ...readOnly },
    container_format: text,
    disk_format: text,
    created_at: { type: 'string', ...readOnly },
    updated_at: { type: 'string', ...readOnly },
    tags: { type: 'array', items: { type: 'string', maxLength: 255 } },
    min_ram: { type: 'integer' },
    min_disk: { type: 'integer' },
    self: { type: 'string', ...readOnly },
    file: { type: 'string', ...readOnly },
    schema: { type: 'string', ...readOnly },
  },
  additionalProperties: { type: 'string' },
  links: [
    { rel: 'self', href: '{self}' },
    { rel: 'enclosure', href: '{file}' },
    { rel: 'describedby', href: '{schema}' },
  ],
};
