/** Projects that an image is shared with. */
import { children, type JsonObject } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming, text } from '../../kernel/params.ts';
import { demandWords } from './lib/errors.ts';
import { imagePath } from './lib/image.ts';
import { listTable, propertyTable } from './lib/tables.ts';

const COLUMNS = ['Image ID', 'Member ID', 'Status'];

/** The words of Glance for what a member may make of an image, in the peer's order. */
const STATUSES = ['accepted', 'rejected', 'pending'];

function memberPath(image: string, member: string): string {
  return `${imagePath(image)}/members/${encodeURIComponent(member)}`;
}

/** The table of one member. */
const table = (member: JsonObject) => listTable(COLUMNS, [member]);

const list = command({
  summary: 'List the projects that an image is shared with',
  params: {
    image_id: { ...naming('image-id', text('--image-id <IMAGE_ID>', 'ID of the image')), required: true },
  },
  output: 'table',
  async run(context, values) {
    const service = await context.image();
    const body = await service.get(`${imagePath(values.image_id ?? '')}/members`);
    return listTable(COLUMNS, children(body, 'members'));
  },
});

const get = command({
  summary: 'Show how an image is shared with a project',
  params: {
    image_id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
    member_id: arg('<MEMBER_ID>', 'ID of the project'),
  },
  output: 'table',
  async run(context, values) {
    const service = await context.image();
    return propertyTable(await service.get(memberPath(values.image_id, values.member_id)));
  },
});

const create = command({
  summary: 'Share an image with a project',
  params: {
    image_id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
    member_id: arg('<MEMBER_ID>', 'ID of the project'),
  },
  output: 'table',
  async run(context, values) {
    demandWords('create member', 'image_id and member_id', [values.image_id, values.member_id]);
    const service = await context.image();
    return table(await service.post(`${imagePath(values.image_id)}/members`, { member: values.member_id }));
  },
});

const update = command({
  summary: 'Accept or reject an image that is shared with you',
  params: {
    image_id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
    member_id: arg('<MEMBER_ID>', 'ID of your project'),
    member_status: { ...arg('<MEMBER_STATUS>', `The new status: ${STATUSES.join(', ')}`), choices: STATUSES },
  },
  output: 'table',
  async run(context, values) {
    const names = 'image_id, member_id and member_status';
    demandWords('update member', names, [values.image_id, values.member_id]);
    const service = await context.image();
    const path = memberPath(values.image_id, values.member_id);
    return table(await service.put(path, { status: values.member_status }));
  },
});

const remove = command({
  summary: 'Stop sharing an image with a project',
  params: {
    image_id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
    member_id: arg('<MEMBER_ID>', 'ID of the project'),
  },
  output: 'none',
  async run(context, values) {
    demandWords('delete member', 'image_id and member_id', [values.image_id, values.member_id]);
    const service = await context.image();
    await service.delete(memberPath(values.image_id, values.member_id));
    return undefined;
  },
});

export default { create, delete: remove, get, list, update } satisfies Verbs;
