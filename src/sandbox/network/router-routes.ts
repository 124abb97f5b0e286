/** Single routes of routers: `add_extraroutes` and `remove_extraroutes`. */
import { children, type JsonObject } from '../../clients/json.ts';
import { ok } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import { readChange } from './fields.ts';
import { bodyOf, change, find } from './resource.ts';
import { gatewayOf } from './router-store.ts';
import { checkRoutes, routerKind, routesCheck } from './routers.ts';

/** Adds routes to those that a router has, or takes them away: `add_extraroutes`, `remove_extraroutes`. */
function changeRoutes(add: boolean) {
  return (call: Call) => {
    const { routes = [] } = readChange(bodyOf(call, 'router'), { routes: { check: routesCheck } });
    const router = find(call, routerKind, call.params.id ?? '');
    const had = children(router, 'routes');
    const given = children({ routes }, 'routes');
    const among = (all: readonly JsonObject[], route: JsonObject) =>
      all.some(each => each.destination === route.destination && each.nexthop === route.nexthop);
    const next = add
      ? [...had, ...given.filter(route => !among(had, route))]
      : had.filter(route => !among(given, route));
    checkRoutes(call, router, { routes: next });
    // What is only for admins, or for nobody, is not taken out of these answers.
    const asAdmin = { ...call, caller: { ...call.caller, isAdmin: true } };
    const shown = routerKind.view(asAdmin, change(call, 'routers', router, { routes: next }));
    const gw_port_id = gatewayOf(call.state, router.id)?.id ?? null;
    return ok({ router: { ...shown, gw_port_id, ha_vr_id: 0 } });
  };
}

export const extraRoutes: Routes = {
  'PUT /routers/:id/add_extraroutes': changeRoutes(true),
  'PUT /routers/:id/remove_extraroutes': changeRoutes(false),
};
