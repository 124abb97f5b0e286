/** All families of lines. */
import { account } from './account.ts';
import { flavors } from './flavors.ts';
import { hosts } from './hosts.ts';
import { images } from './images.ts';
import { keys } from './keys.ts';
import { metadefs } from './metadefs.ts';
import { networks } from './networks.ts';
import { quotas } from './quotas.ts';
import { securityGroups } from './security-groups.ts';
import { serverActions } from './server-actions.ts';
import { serverMoves, underWay } from './server-moves.ts';
import { serverParts } from './server-parts.ts';
import { servers } from './servers.ts';
import type { Family } from './step.ts';
import { volumes } from './volumes.ts';

export const families: readonly Family[] = [
  servers,
  serverActions,
  serverMoves,
  underWay,
  serverParts,
  volumes,
  images,
  metadefs,
  networks,
  securityGroups,
  flavors,
  keys,
  quotas,
  hosts,
  account,
];
