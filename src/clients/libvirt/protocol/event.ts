// Written by scripts/libvirt-protocol.js.
import { hyper, int, list, optional, struct, uhyper, uint } from '../xdr.ts';
import { event, procedure } from './procedure.ts';
import {
  domain,
  domainEventGraphicsAddress,
  domainEventGraphicsIdentity,
  network,
  nodeDevice,
  secret,
  storagePool,
  text,
  typedParam,
} from './types.ts';

export const connectNetworkEventRegisterAny = procedure(
  313,
  { eventID: int, net: optional(network) },
  { callbackID: int },
);
export const connectNetworkEventDeregisterAny = procedure(314, { callbackID: int }, {});
export const networkEventLifecycle = event(315, { callbackID: int, net: network, event: int, detail: int });
export const connectDomainEventCallbackRegisterAny = procedure(
  316,
  { eventID: int, dom: optional(domain) },
  { callbackID: int },
);
export const connectDomainEventCallbackDeregisterAny = procedure(317, { callbackID: int }, {});
export const domainEventCallbackLifecycle = event(318, {
  callbackID: int,
  msg: struct({ dom: domain, event: int, detail: int }),
});
export const domainEventCallbackReboot = event(319, { callbackID: int, msg: struct({ dom: domain }) });
export const domainEventCallbackRtcChange = event(320, {
  callbackID: int,
  msg: struct({ dom: domain, offset: hyper }),
});
export const domainEventCallbackWatchdog = event(321, {
  callbackID: int,
  msg: struct({ dom: domain, action: int }),
});
export const domainEventCallbackIoError = event(322, {
  callbackID: int,
  msg: struct({ dom: domain, srcPath: text, devAlias: text, action: int }),
});
export const domainEventCallbackGraphics = event(323, {
  callbackID: int,
  msg: struct({
    dom: domain,
    phase: int,
    local: domainEventGraphicsAddress,
    remote: domainEventGraphicsAddress,
    authScheme: text,
    subject: list(domainEventGraphicsIdentity, 20),
  }),
});
export const domainEventCallbackIoErrorReason = event(324, {
  callbackID: int,
  msg: struct({ dom: domain, srcPath: text, devAlias: text, action: int, reason: text }),
});
export const domainEventCallbackControlError = event(325, { callbackID: int, msg: struct({ dom: domain }) });
export const domainEventCallbackBlockJob = event(326, {
  callbackID: int,
  msg: struct({ dom: domain, path: text, type: int, status: int }),
});
export const domainEventCallbackDiskChange = event(327, {
  callbackID: int,
  msg: struct({
    dom: domain,
    oldSrcPath: optional(text),
    newSrcPath: optional(text),
    devAlias: text,
    reason: int,
  }),
});
export const domainEventCallbackTrayChange = event(328, {
  callbackID: int,
  msg: struct({ dom: domain, devAlias: text, reason: int }),
});
export const domainEventCallbackPmwakeup = event(329, {
  callbackID: int,
  reason: int,
  msg: struct({ dom: domain }),
});
export const domainEventCallbackPmsuspend = event(330, {
  callbackID: int,
  reason: int,
  msg: struct({ dom: domain }),
});
export const domainEventCallbackBalloonChange = event(331, {
  callbackID: int,
  msg: struct({ dom: domain, actual: uhyper }),
});
export const domainEventCallbackPmsuspendDisk = event(332, {
  callbackID: int,
  reason: int,
  msg: struct({ dom: domain }),
});
export const domainEventCallbackDeviceRemoved = event(333, {
  callbackID: int,
  msg: struct({ dom: domain, devAlias: text }),
});
export const domainEventBlockJob2 = event(339, {
  callbackID: int,
  dom: domain,
  dst: text,
  type: int,
  status: int,
});
export const domainEventCallbackTunable = event(346, {
  callbackID: int,
  dom: domain,
  params: list(typedParam, 2048),
});
export const domainEventCallbackAgentLifecycle = event(348, {
  callbackID: int,
  dom: domain,
  state: int,
  reason: int,
});
export const domainEventCallbackDeviceAdded = event(354, { callbackID: int, dom: domain, devAlias: text });
export const domainEventCallbackMigrationIteration = event(359, {
  callbackID: int,
  dom: domain,
  iteration: int,
});
export const connectEventConnectionClosed = event(362, { reason: int });
export const domainEventCallbackJobCompleted = event(363, {
  callbackID: int,
  dom: domain,
  params: list(typedParam, 64),
});
export const domainEventCallbackDeviceRemovalFailed = event(367, {
  callbackID: int,
  dom: domain,
  devAlias: text,
});
export const connectStoragePoolEventRegisterAny = procedure(
  368,
  { eventID: int, pool: optional(storagePool) },
  { callbackID: int },
);
export const connectStoragePoolEventDeregisterAny = procedure(369, { callbackID: int }, {});
export const storagePoolEventLifecycle = event(370, {
  callbackID: int,
  pool: storagePool,
  event: int,
  detail: int,
});
export const storagePoolEventRefresh = event(373, { callbackID: int, pool: storagePool });
export const connectNodeDeviceEventRegisterAny = procedure(
  374,
  { eventID: int, dev: optional(nodeDevice) },
  { callbackID: int },
);
export const connectNodeDeviceEventDeregisterAny = procedure(375, { callbackID: int }, {});
export const nodeDeviceEventLifecycle = event(376, {
  callbackID: int,
  dev: nodeDevice,
  event: int,
  detail: int,
});
export const nodeDeviceEventUpdate = event(377, { callbackID: int, dev: nodeDevice });
export const domainEventCallbackMetadataChange = event(379, {
  callbackID: int,
  dom: domain,
  type: int,
  nsuri: optional(text),
});
export const connectSecretEventRegisterAny = procedure(
  380,
  { eventID: int, secret: optional(secret) },
  { callbackID: int },
);
export const connectSecretEventDeregisterAny = procedure(381, { callbackID: int }, {});
export const secretEventLifecycle = event(382, { callbackID: int, secret: secret, event: int, detail: int });
export const secretEventValueChanged = event(383, { callbackID: int, secret: secret });
export const domainEventBlockThreshold = event(385, {
  callbackID: int,
  dom: domain,
  dev: text,
  path: optional(text),
  threshold: uhyper,
  excess: uhyper,
});
export const domainEventMemoryFailure = event(423, {
  callbackID: int,
  dom: domain,
  recipient: int,
  action: int,
  flags: uint,
});
export const domainEventMemoryDeviceSizeChange = event(438, {
  callbackID: int,
  dom: domain,
  alias: text,
  size: uhyper,
});
