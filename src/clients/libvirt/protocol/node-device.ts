// Written by scripts/libvirt-protocol.js.
import { int, list, optional, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { nodeDevice, text } from './types.ts';

export const nodeNumOfDevices = procedure(111, { cap: optional(text), flags: uint }, { num: int });
export const nodeListDevices = procedure(
  112,
  { cap: optional(text), maxnames: int, flags: uint },
  { names: list(text, 65536) },
);
export const nodeDeviceLookupByName = procedure(113, { name: text }, { dev: nodeDevice });
export const nodeDeviceGetXmlDesc = procedure(114, { name: text, flags: uint }, { xml: text });
export const nodeDeviceGetParent = procedure(115, { name: text }, { parentName: optional(text) });
export const nodeDeviceNumOfCaps = procedure(116, { name: text }, { num: int });
export const nodeDeviceListCaps = procedure(117, { name: text, maxnames: int }, { names: list(text, 65536) });
export const nodeDeviceDettach = procedure(118, { name: text }, {});
export const nodeDeviceReAttach = procedure(119, { name: text }, {});
export const nodeDeviceReset = procedure(120, { name: text }, {});
export const nodeDeviceCreateXml = procedure(123, { xmlDesc: text, flags: uint }, { dev: nodeDevice });
export const nodeDeviceDestroy = procedure(124, { name: text }, {});
export const connectListAllNodeDevices = procedure(
  285,
  { needResults: int, flags: uint },
  { devices: list(nodeDevice, 65536), ret: uint },
);
export const nodeDeviceLookupScsiHostByWwn = procedure(
  297,
  { wwnn: text, wwpn: text, flags: uint },
  { dev: nodeDevice },
);
export const nodeDeviceDetachFlags = procedure(
  301,
  { name: text, driverName: optional(text), flags: uint },
  {},
);
export const nodeDeviceDefineXml = procedure(428, { xmlDesc: text, flags: uint }, { dev: nodeDevice });
export const nodeDeviceUndefine = procedure(429, { name: text, flags: uint }, {});
export const nodeDeviceCreate = procedure(430, { name: text, flags: uint }, {});
export const nodeDeviceGetAutostart = procedure(433, { name: text }, { autostart: int });
export const nodeDeviceSetAutostart = procedure(434, { name: text, autostart: int }, {});
export const nodeDeviceIsPersistent = procedure(435, { name: text }, { persistent: int });
export const nodeDeviceIsActive = procedure(436, { name: text }, { active: int });
