// Written by scripts/libvirt-protocol.js.
import { hyper, int, list, optional, uhyper, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { domain, domainInterface, text, typedParam } from './types.ts';

export const domainReboot = procedure(27, { dom: domain, flags: uint }, {});
export const domainShutdown = procedure(33, { dom: domain }, {});
export const domainInjectNmi = procedure(210, { dom: domain, flags: uint }, {});
export const domainSendKey = procedure(
  226,
  { dom: domain, codeset: uint, holdtime: uint, keycodes: list(uint, 16), flags: uint },
  {},
);
export const domainShutdownFlags = procedure(258, { dom: domain, flags: uint }, {});
export const domainPmSuspendForDuration = procedure(
  261,
  { dom: domain, target: uint, duration: uhyper, flags: uint },
  {},
);
export const domainPmWakeup = procedure(267, { dom: domain, flags: uint }, {});
export const domainGetHostname = procedure(277, { dom: domain, flags: uint }, { hostname: text });
export const domainFstrim = procedure(
  294,
  { dom: domain, mountPoint: optional(text), minimum: uhyper, flags: uint },
  {},
);
export const domainFsfreeze = procedure(
  335,
  { dom: domain, mountpoints: list(text, 256), flags: uint },
  { filesystems: int },
);
export const domainFsthaw = procedure(
  336,
  { dom: domain, mountpoints: list(text, 256), flags: uint },
  { filesystems: int },
);
export const domainGetTime = procedure(337, { dom: domain, flags: uint }, { seconds: hyper, nseconds: uint });
export const domainSetTime = procedure(338, { dom: domain, seconds: hyper, nseconds: uint, flags: uint }, {});
export const domainInterfaceAddresses = procedure(
  353,
  { dom: domain, source: uint, flags: uint },
  { ifaces: list(domainInterface, 2048) },
);
export const domainSetUserPassword = procedure(
  357,
  { dom: domain, user: optional(text), password: optional(text), flags: uint },
  {},
);
export const domainGetGuestVcpus = procedure(
  371,
  { dom: domain, flags: uint },
  { params: list(typedParam, 64) },
);
export const domainSetGuestVcpus = procedure(372, { dom: domain, cpumap: text, state: int, flags: uint }, {});
export const domainGetGuestInfo = procedure(
  418,
  { dom: domain, types: uint, flags: uint },
  { params: list(typedParam, 2048) },
);
export const domainAgentSetResponseTimeout = procedure(
  420,
  { dom: domain, timeout: int, flags: uint },
  { result: int },
);
export const domainAuthorizedSshKeysGet = procedure(
  424,
  { dom: domain, user: text, flags: uint },
  { keys: list(text, 2048) },
);
export const domainAuthorizedSshKeysSet = procedure(
  425,
  { dom: domain, user: text, keys: list(text, 2048), flags: uint },
  {},
);
