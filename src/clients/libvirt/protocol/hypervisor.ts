// Written by scripts/libvirt-protocol.js.
import { charArray, charText, int, list, opaque, optional, uhyper, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { domain, domainStatsRecord, nodeCpuStat, nodeMemoryStat, text, typedParam } from './types.ts';

export const connectGetType = procedure(3, {}, { type: text });
export const connectGetVersion = procedure(4, {}, { hvVer: uhyper });
export const connectGetMaxVcpus = procedure(5, { type: optional(text) }, { maxVcpus: int });
export const nodeGetInfo = procedure(
  6,
  {},
  {
    model: charArray(32),
    memory: uhyper,
    cpus: int,
    mhz: int,
    nodes: int,
    sockets: int,
    cores: int,
    threads: int,
  },
);
export const connectGetCapabilities = procedure(7, {}, { capabilities: text });
export const connectGetHostname = procedure(59, {}, { hostname: text });
export const nodeGetCellsFreeMemory = procedure(
  101,
  { startCell: int, maxcells: int },
  { cells: list(uhyper, 1024) },
);
export const nodeGetFreeMemory = procedure(102, {}, { freeMem: uhyper });
export const connectGetUri = procedure(110, {}, { uri: text });
export const nodeGetSecurityModel = procedure(122, {}, { model: charText(257), doi: charText(257) });
export const connectIsSecure = procedure(149, {}, { secure: int });
export const connectGetLibVersion = procedure(157, {}, { libVer: uhyper });
export const connectCompareCpu = procedure(158, { xml: text, flags: uint }, { result: int });
export const connectBaselineCpu = procedure(162, { xmlCPUs: list(text, 256), flags: uint }, { cpu: text });
export const connectGetSysinfo = procedure(203, { flags: uint }, { sysinfo: text });
export const nodeGetCpuStats = procedure(
  227,
  { cpuNum: int, nparams: int, flags: uint },
  { params: list(nodeCpuStat, 16), nparams: int },
);
export const nodeGetMemoryStats = procedure(
  228,
  { nparams: int, cellNum: int, flags: uint },
  { params: list(nodeMemoryStat, 16), nparams: int },
);
export const nodeSuspendForDuration = procedure(250, { target: uint, duration: uhyper, flags: uint }, {});
export const nodeSetMemoryParameters = procedure(288, { params: list(typedParam, 64), flags: uint }, {});
export const nodeGetMemoryParameters = procedure(
  289,
  { nparams: int, flags: uint },
  { params: list(typedParam, 64), nparams: int },
);
export const nodeGetCpuMap = procedure(
  293,
  { needMap: int, needOnline: int, flags: uint },
  { cpumap: opaque(2048), online: uint, ret: int },
);
export const connectGetCpuModelNames = procedure(
  312,
  { arch: text, needResults: int, flags: uint },
  { models: list(text, 8192), ret: int },
);
export const nodeGetFreePages = procedure(
  340,
  { pages: list(uint, 1024), startCell: int, cellCount: uint, flags: uint },
  { counts: list(uhyper, 1024) },
);
export const connectGetDomainCapabilities = procedure(
  342,
  {
    emulatorbin: optional(text),
    arch: optional(text),
    machine: optional(text),
    virttype: optional(text),
    flags: uint,
  },
  { capabilities: text },
);
export const connectGetAllDomainStats = procedure(
  344,
  { doms: list(domain, 16384), stats: uint, flags: uint },
  { retStats: list(domainStatsRecord, 16384) },
);
export const nodeAllocPages = procedure(
  347,
  {
    pageSizes: list(uint, 1024),
    pageCounts: list(uhyper, 1024),
    startCell: int,
    cellCount: uint,
    flags: uint,
  },
  { ret: int },
);
export const connectCompareHypervisorCpu = procedure(
  393,
  {
    emulator: optional(text),
    arch: optional(text),
    machine: optional(text),
    virttype: optional(text),
    xmlCPU: text,
    flags: uint,
  },
  { result: int },
);
export const connectBaselineHypervisorCpu = procedure(
  394,
  {
    emulator: optional(text),
    arch: optional(text),
    machine: optional(text),
    virttype: optional(text),
    xmlCPUs: list(text, 256),
    flags: uint,
  },
  { cpu: text },
);
export const nodeGetSevInfo = procedure(
  395,
  { nparams: int, flags: uint },
  { params: list(typedParam, 64), nparams: int },
);
