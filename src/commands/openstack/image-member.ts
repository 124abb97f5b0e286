/** Projects that an image is shared with (Image API v2, "Sharing"). */

import { text } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { imageMember } from '../../clients/resources/image.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { findImage } from './lib/find-image.ts';
import { projectDomain } from './lib/identity.ts';
import { showMember } from './lib/image-member.ts';
import { imageThing } from './lib/image-resource.ts';

const columns: readonly Column[] = [
  ['Image ID', 'image_id'],
  ['Member ID', 'member_id'],
  ['Status', 'status'],
];

const image = naming('image', arg('<image>', 'Image that is shared (name or ID)'));

const list = command({
  summary: 'List the projects that an image is shared with',
  params: { image, project_domain: projectDomain },
  output: 'list',
  async run(context, values) {
    const id = text(await findImage(context, values.image), 'id');
    const items = await (await context.image()).list(`/images/${id}/members`, imageMember.key);
    return rows(
      columns,
      items.map(item => ({ ...attributes(imageMember, item), image_id: id })),
    );
  },
});

const get = command({
  summary: 'Show how an image is shared with a project',
  params: {
    image,
    member: naming('project', arg('<project>', 'ID of the project')),
    project_domain: projectDomain,
  },
  output: 'show',
  async run(context, values) {
    const id = text(await findImage(context, values.image), 'id');
    const path = `/images/${id}/members/${pathPart(values.member)}`;
    return showMember(await imageThing(context, imageMember.kind, undefined, path));
  },
});

export default { list, get } satisfies Verbs;
