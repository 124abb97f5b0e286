// Written by scripts/libvirt-protocol.js.
import { int, list, opaque, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { domain, domainIothreadInfo, text, typedParam, vcpuInfo } from './types.ts';

export const domainGetMaxVcpus = procedure(18, { dom: domain }, { num: int });
export const domainGetVcpus = procedure(
  20,
  { dom: domain, maxinfo: int, maplen: int },
  { info: list(vcpuInfo, 16384), cpumaps: opaque(8388608) },
);
export const domainPinVcpu = procedure(26, { dom: domain, vcpu: uint, cpumap: opaque(2048) }, {});
export const domainSetVcpus = procedure(32, { dom: domain, nvcpus: uint }, {});
export const domainSetVcpusFlags = procedure(199, { dom: domain, nvcpus: uint, flags: uint }, {});
export const domainGetVcpusFlags = procedure(200, { dom: domain, flags: uint }, { num: int });
export const domainPinVcpuFlags = procedure(
  225,
  { dom: domain, vcpu: uint, cpumap: opaque(2048), flags: uint },
  {},
);
export const domainGetVcpuPinInfo = procedure(
  230,
  { dom: domain, ncpumaps: int, maplen: int, flags: uint },
  { cpumaps: opaque(8388608), num: int },
);
export const domainGetCpuStats = procedure(
  262,
  { dom: domain, nparams: uint, startCpu: int, ncpus: uint, flags: uint },
  { params: list(typedParam, 2048), nparams: int },
);
export const domainPinEmulator = procedure(279, { dom: domain, cpumap: opaque(2048), flags: uint }, {});
export const domainGetEmulatorPinInfo = procedure(
  280,
  { dom: domain, maplen: int, flags: uint },
  { cpumaps: opaque(8388608), ret: int },
);
export const domainGetIothreadInfo = procedure(
  351,
  { dom: domain, flags: uint },
  { info: list(domainIothreadInfo, 16384), ret: uint },
);
export const domainPinIothread = procedure(
  352,
  { dom: domain, iothreadsId: uint, cpumap: opaque(2048), flags: uint },
  {},
);
export const domainAddIothread = procedure(355, { dom: domain, iothreadId: uint, flags: uint }, {});
export const domainDelIothread = procedure(356, { dom: domain, iothreadId: uint, flags: uint }, {});
export const domainSetVcpu = procedure(384, { dom: domain, cpumap: text, state: int, flags: uint }, {});
export const domainSetIothreadParams = procedure(
  402,
  { dom: domain, iothreadId: uint, params: list(typedParam, 64), flags: uint },
  {},
);
