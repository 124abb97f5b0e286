// Written by scripts/libvirt-protocol.js.
/** Types that several calls of the protocol share. */
import { fixed, hyper, int, list, type Of, opaque, optional, string, struct, uhyper, uint } from '../xdr.ts';
import { typedParam } from './typed-param.ts';

export { typedParam };

export const text = string(4194304);
export const uuid = fixed(16);
export const domain = struct({ name: text, uuid: uuid, id: int });
export type Domain = Of<typeof domain>;
export const network = struct({ name: text, uuid: uuid });
export type Network = Of<typeof network>;
export const networkPort = struct({ net: network, uuid: uuid });
export type NetworkPort = Of<typeof networkPort>;
export const nwfilter = struct({ name: text, uuid: uuid });
export type Nwfilter = Of<typeof nwfilter>;
export const nwfilterBinding = struct({ portdev: text, filtername: text });
export type NwfilterBinding = Of<typeof nwfilterBinding>;
export const iface = struct({ name: text, mac: text });
export type Iface = Of<typeof iface>;
export const storagePool = struct({ name: text, uuid: uuid });
export type StoragePool = Of<typeof storagePool>;
export const storageVol = struct({ pool: text, name: text, key: text });
export type StorageVol = Of<typeof storageVol>;
export const nodeDevice = struct({ name: text });
export type NodeDevice = Of<typeof nodeDevice>;
export const secret = struct({ uuid: uuid, usageType: int, usageID: text });
export type Secret = Of<typeof secret>;
export const domainCheckpoint = struct({ name: text, dom: domain });
export type DomainCheckpoint = Of<typeof domainCheckpoint>;
export const domainSnapshot = struct({ name: text, dom: domain });
export type DomainSnapshot = Of<typeof domainSnapshot>;
export const vcpuInfo = struct({ number: uint, state: int, cpuTime: uhyper, cpu: int });
export type VcpuInfo = Of<typeof vcpuInfo>;
export const nodeCpuStat = struct({ field: text, value: uhyper });
export type NodeCpuStat = Of<typeof nodeCpuStat>;
export const nodeMemoryStat = struct({ field: text, value: uhyper });
export type NodeMemoryStat = Of<typeof nodeMemoryStat>;
export const domainDiskError = struct({ disk: text, error: int });
export type DomainDiskError = Of<typeof domainDiskError>;
export const domainMemoryStat = struct({ tag: int, val: uhyper });
export type DomainMemoryStat = Of<typeof domainMemoryStat>;
export const domainIothreadInfo = struct({ iothreadId: uint, cpumap: opaque(2048) });
export type DomainIothreadInfo = Of<typeof domainIothreadInfo>;
export const domainEventGraphicsAddress = struct({ family: int, node: text, service: text });
export type DomainEventGraphicsAddress = Of<typeof domainEventGraphicsAddress>;
export const domainEventGraphicsIdentity = struct({ type: text, name: text });
export type DomainEventGraphicsIdentity = Of<typeof domainEventGraphicsIdentity>;
export const networkDhcpLease = struct({
  iface: text,
  expirytime: hyper,
  type: int,
  mac: optional(text),
  iaid: optional(text),
  ipaddr: text,
  prefix: uint,
  hostname: optional(text),
  clientid: optional(text),
});
export type NetworkDhcpLease = Of<typeof networkDhcpLease>;
export const domainStatsRecord = struct({ dom: domain, params: list(typedParam, 262144) });
export type DomainStatsRecord = Of<typeof domainStatsRecord>;
export const domainFsinfo = struct({
  mountpoint: text,
  name: text,
  fstype: text,
  devAliases: list(text, 256),
});
export type DomainFsinfo = Of<typeof domainFsinfo>;
export const domainIpAddr = struct({ type: int, addr: text, prefix: uint });
export type DomainIpAddr = Of<typeof domainIpAddr>;
export const domainInterface = struct({
  name: text,
  hwaddr: optional(text),
  addrs: list(domainIpAddr, 2048),
});
export type DomainInterface = Of<typeof domainInterface>;
