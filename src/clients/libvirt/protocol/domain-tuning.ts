// Written by scripts/libvirt-protocol.js.
import { int, list, opaque, uhyper, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { domain, domainMemoryStat, text, typedParam } from './types.ts';

export const domainGetMaxMemory = procedure(17, { dom: domain }, { memory: uhyper });
export const domainSetMaxMemory = procedure(30, { dom: domain, memory: uhyper }, {});
export const domainSetMemory = procedure(31, { dom: domain, memory: uhyper }, {});
export const domainGetSchedulerType = procedure(56, { dom: domain }, { type: text, nparams: int });
export const domainGetSchedulerParameters = procedure(
  57,
  { dom: domain, nparams: int },
  { params: list(typedParam, 16) },
);
export const domainSetSchedulerParameters = procedure(58, { dom: domain, params: list(typedParam, 16) }, {});
export const domainMemoryPeek = procedure(
  104,
  { dom: domain, offset: uhyper, size: uint, flags: uint },
  { buffer: opaque(4194304) },
);
export const domainMemoryStats = procedure(
  159,
  { dom: domain, maxStats: uint, flags: uint },
  { stats: list(domainMemoryStat, 1024) },
);
export const domainSetMemoryParameters = procedure(
  197,
  { dom: domain, params: list(typedParam, 16), flags: uint },
  {},
);
export const domainGetMemoryParameters = procedure(
  198,
  { dom: domain, nparams: int, flags: uint },
  { params: list(typedParam, 16), nparams: int },
);
export const domainSetMemoryFlags = procedure(204, { dom: domain, memory: uhyper, flags: uint }, {});
export const domainSetBlkioParameters = procedure(
  205,
  { dom: domain, params: list(typedParam, 16), flags: uint },
  {},
);
export const domainGetBlkioParameters = procedure(
  206,
  { dom: domain, nparams: int, flags: uint },
  { params: list(typedParam, 16), nparams: int },
);
export const domainSetSchedulerParametersFlags = procedure(
  219,
  { dom: domain, params: list(typedParam, 16), flags: uint },
  {},
);
export const domainGetSchedulerParametersFlags = procedure(
  223,
  { dom: domain, nparams: int, flags: uint },
  { params: list(typedParam, 16) },
);
export const domainSetNumaParameters = procedure(
  254,
  { dom: domain, params: list(typedParam, 16), flags: uint },
  {},
);
export const domainGetNumaParameters = procedure(
  255,
  { dom: domain, nparams: int, flags: uint },
  { params: list(typedParam, 16), nparams: int },
);
export const domainSetInterfaceParameters = procedure(
  256,
  { dom: domain, device: text, params: list(typedParam, 16), flags: uint },
  {},
);
export const domainGetInterfaceParameters = procedure(
  257,
  { dom: domain, device: text, nparams: int, flags: uint },
  { params: list(typedParam, 16), nparams: int },
);
export const domainSetMemoryStatsPeriod = procedure(308, { dom: domain, period: int, flags: uint }, {});
export const domainGetPerfEvents = procedure(
  365,
  { dom: domain, flags: uint },
  { params: list(typedParam, 64) },
);
export const domainSetPerfEvents = procedure(
  366,
  { dom: domain, params: list(typedParam, 64), flags: uint },
  {},
);
export const domainGetLaunchSecurityInfo = procedure(
  396,
  { dom: domain, flags: uint },
  { params: list(typedParam, 64) },
);
export const domainSetLaunchSecurityState = procedure(
  439,
  { dom: domain, params: list(typedParam, 64), flags: uint },
  {},
);
