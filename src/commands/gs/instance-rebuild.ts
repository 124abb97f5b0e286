/** An instance made anew from an image. */
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming, text } from '../../kernel/params.ts';
import { askAndTell, waiting } from './lib/change.ts';

const rebuild = command({
  summary: 'Rebuild an instance from an image',
  description: "What is on its disk is lost. 'gs instance ID rebuild --image IMAGE' is the same.",
  params: {
    instance: naming('gs-instance', arg('<instance>', 'ID of the instance')),
    image: naming('image', text('--image <image>', 'Image (name or ID)', { required: true })),
    ...waiting,
  },
  output: 'none',
  auth: false,
  examples: ['gs instance rebuild 0c1f4a62-5b3e-4d8a-9f27-6d1e8b3c7a90 --image cirros'],
  run: (context, { instance, image = '', ...values }) =>
    askAndTell(context, { action: 'rebuild', instance, image }, values),
});

export default { '': rebuild } satisfies Verbs;
