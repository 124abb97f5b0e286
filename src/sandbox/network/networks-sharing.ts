/** What keeps a network from being shared or external no more. */
import type { JsonObject } from '../../clients/json.ts';
import { Refusal } from '../service.ts';
import type { Item, State } from '../state.ts';
import { portsOn } from './port-store.ts';

/** @throws Refusal 409 while others use what a change takes from them */
export function changeSharing(state: State, network: Item, changes: JsonObject): void {
  const hides = network.shared === true && changes.shared === false;
  const closes = network['router:external'] === true && changes['router:external'] === false;
  if (!hides && !closes) return;
  const ports = portsOn(state, network.id);
  if (hides && ports.some(port => port.project_id !== network.project_id && port.project_id !== '')) {
    const sentence = `Unable to reconfigure sharing settings for network ${network.id}. Multiple tenants are using it.`;
    throw new Refusal(409, sentence, 'InvalidSharedSetting');
  }
  if (closes && ports.some(port => port.device_owner === 'network:router_gateway')) {
    const sentence = `External network ${network.id} cannot be updated to be made non-external, since it has existing gateway ports.`;
    throw new Refusal(409, sentence, 'ExternalNetworkInUse');
  }
}
