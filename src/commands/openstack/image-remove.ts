/** Ending that images are shared (Image API v2, "Delete image member"). */

import { HttpError } from '../../clients/errors.ts';
import { text } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming } from '../../kernel/params.ts';
import { inOrder } from '../../kernel/together.ts';
import { findImage } from './lib/find-image.ts';
import { projectDomain, projectId } from './lib/identity.ts';

const project = command({
  summary: 'Share an image with a project no longer',
  params: {
    image: naming('image', arg('<image>', 'Image that is shared (name or ID)')),
    project: naming('project', arg('<project>', 'Project that it is shared with (name or ID)')),
    project_domain: projectDomain,
  },
  output: 'none',
  async run(context, values) {
    const [member, image, service] = await inOrder(
      projectId(context, values.project, values.project_domain),
      findImage(context, values.image),
      context.image(),
    );
    try {
      await service.delete(`/images/${text(image, 'id')}/members/${pathPart(member)}`);
    } catch (error) {
      // The peer takes what is not there for done.
      if (context.manners === 'ostk' || !(error instanceof HttpError && error.status === 404)) throw error;
    }
    return undefined;
  },
});

export default { project } satisfies Verbs;
