/** Sharing images (Image API v2, "Create image member"). */
import { text } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming } from '../../kernel/params.ts';
import { inOrder } from '../../kernel/together.ts';
import { findImage } from './lib/find-image.ts';
import { projectDomain, projectId } from './lib/identity.ts';
import { showMember } from './lib/image-member.ts';

const project = command({
  summary: 'Share an image with a project',
  description: 'The project sees the image in its lists once it has accepted it (image set --accept).',
  params: {
    image: naming('image', arg('<image>', 'Image to share (name or ID)')),
    project: naming('project', arg('<project>', 'Project to share it with (name or ID)')),
    project_domain: projectDomain,
  },
  output: 'show',
  examples: ['openstack image add project debian-12 demo'],
  async run(context, values) {
    const [member, image, service] = await inOrder(
      projectId(context, values.project, values.project_domain),
      findImage(context, values.image),
      context.image(),
    );
    return showMember(await service.post(`/images/${text(image, 'id')}/members`, { member }));
  },
});

export default { project } satisfies Verbs;
