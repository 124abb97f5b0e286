// Written by scripts/libvirt-protocol.js.
import { hyper, int, list, opaque, optional, uhyper, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { domain, domainDiskError, text, typedParam } from './types.ts';

export const domainBlockStats = procedure(
  64,
  { dom: domain, path: text },
  { rdReq: hyper, rdBytes: hyper, wrReq: hyper, wrBytes: hyper, errs: hyper },
);
export const domainBlockPeek = procedure(
  103,
  { dom: domain, path: text, offset: uhyper, size: uint, flags: uint },
  { buffer: opaque(4194304) },
);
export const domainGetBlockInfo = procedure(
  194,
  { dom: domain, path: text, flags: uint },
  { allocation: uhyper, capacity: uhyper, physical: uhyper },
);
export const domainBlockJobAbort = procedure(237, { dom: domain, path: text, flags: uint }, {});
export const domainGetBlockJobInfo = procedure(
  238,
  { dom: domain, path: text, flags: uint },
  { found: int, type: int, bandwidth: uhyper, cur: uhyper, end: uhyper },
);
export const domainBlockJobSetSpeed = procedure(
  239,
  { dom: domain, path: text, bandwidth: uhyper, flags: uint },
  {},
);
export const domainBlockPull = procedure(
  240,
  { dom: domain, path: text, bandwidth: uhyper, flags: uint },
  {},
);
export const domainBlockStatsFlags = procedure(
  243,
  { dom: domain, path: text, nparams: int, flags: uint },
  { params: list(typedParam, 16), nparams: int },
);
export const domainBlockResize = procedure(251, { dom: domain, disk: text, size: uhyper, flags: uint }, {});
export const domainSetBlockIoTune = procedure(
  252,
  { dom: domain, disk: text, params: list(typedParam, 32), flags: uint },
  {},
);
export const domainGetBlockIoTune = procedure(
  253,
  { dom: domain, disk: optional(text), nparams: int, flags: uint },
  { params: list(typedParam, 32), nparams: int },
);
export const domainGetDiskErrors = procedure(
  263,
  { dom: domain, maxerrors: uint, flags: uint },
  { errors: list(domainDiskError, 256), nerrors: int },
);
export const domainBlockRebase = procedure(
  266,
  { dom: domain, path: text, base: optional(text), bandwidth: uhyper, flags: uint },
  {},
);
export const domainBlockCommit = procedure(
  290,
  { dom: domain, disk: text, base: optional(text), top: optional(text), bandwidth: uhyper, flags: uint },
  {},
);
export const domainBlockCopy = procedure(
  345,
  { dom: domain, path: text, destxml: text, params: list(typedParam, 16), flags: uint },
  {},
);
export const domainSetBlockThreshold = procedure(
  386,
  { dom: domain, dev: text, threshold: uhyper, flags: uint },
  {},
);
