/** The metadata definitions of a new cloud: a few of those that Glance brings along, in fewer words. */
import type { State } from '../state.ts';
import { enlistType, times } from './metadef-store.ts';

const TYPES = [
  'OS::Glance::Image',
  'OS::Cinder::Volume',
  'OS::Nova::Server',
  'OS::Nova::Aggregate',
  'OS::Nova::Flavor',
];

const WATCHDOG = {
  namespace: 'OS::Compute::Watchdog',
  display_name: 'Watchdog Behavior',
  description: 'What happens to a server that hangs.',
  types: [
    { name: 'OS::Glance::Image', prefix: 'hw_' },
    { name: 'OS::Nova::Flavor', prefix: 'hw:' },
  ],
  properties: {
    watchdog_action: {
      title: 'Watchdog Action',
      description: 'What the watchdog does.',
      type: 'string',
      enum: ['disabled', 'reset', 'poweroff', 'pause', 'none'],
    },
  },
  objects: [],
};

const RUNTIMES = {
  namespace: 'OS::Software::Runtimes',
  display_name: 'Runtime Environment',
  description: 'Languages that software in an image is written in.',
  types: [{ name: 'OS::Glance::Image' }, { name: 'OS::Nova::Server' }],
  properties: {},
  objects: [
    {
      name: 'Python',
      description: 'An interpreter of Python.',
      required: [],
      properties: {
        sw_runtime_python_version: { title: 'Version', description: 'Which Python.', type: 'string' },
      },
    },
  ],
};

/** Fills in definitions where there are none. */
export function seedDefinitions(state: State, now: number): void {
  if (state.all('metadef_types').length > 0) return;
  for (const name of TYPES) enlistType(state, name, now);
  const made = times(now);
  for (const { types, objects, ...space } of [WATCHDOG, RUNTIMES]) {
    state.put('metadefs', {
      ...space,
      id: space.namespace,
      visibility: 'public',
      protected: true,
      owner: 'admin',
      resource_type_associations: types.map(type => ({ ...type, ...made })),
      objects: objects.map(object => ({ ...object, ...made })),
      tags: [],
      ...made,
    });
  }
}
