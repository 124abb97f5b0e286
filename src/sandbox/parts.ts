/** The routes of a service; those of its parts are loaded when a path first asks for them. */
import { createRouter, type Router } from './router.ts';
import type { Part, Service } from './service.ts';

export interface Routers {
  /** Routes that need no token. */
  readonly open: Router;
  readonly routes: Router;
}

/** Makes the routers of a service. @returns what finds those for a path below the service's prefix */
export function routersOf(service: Service): (path: string) => Routers | Promise<Routers> {
  const make = ({ open = {}, routes }: Part): Routers => ({
    open: createRouter(open, ''),
    routes: createRouter(routes, service.base),
  });
  const whole = make(service);
  const parts = Object.entries(service.parts ?? {}).map(([key, load]) => ({
    key: `${service.base}/${key}/`,
    load,
  }));
  const made = new Map<string, Promise<Routers>>();
  return path => {
    const part = parts.find(({ key }) => `${path}/`.startsWith(key));
    if (!part) return whole;
    const routers = made.get(part.key) ?? part.load().then(make);
    made.set(part.key, routers);
    return routers;
  };
}
