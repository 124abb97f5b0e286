// Written by scripts/libvirt-protocol.js.
import { int, list, optional, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { network, networkDhcpLease, networkPort, text, typedParam, uuid } from './types.ts';

export const connectListDefinedNetworks = procedure(36, { maxnames: int }, { names: list(text, 16384) });
export const connectListNetworks = procedure(38, { maxnames: int }, { names: list(text, 16384) });
export const networkCreate = procedure(39, { net: network }, {});
export const networkCreateXml = procedure(40, { xml: text }, { net: network });
export const networkDefineXml = procedure(41, { xml: text }, { net: network });
export const networkDestroy = procedure(42, { net: network }, {});
export const networkGetXmlDesc = procedure(43, { net: network, flags: uint }, { xml: text });
export const networkGetAutostart = procedure(44, { net: network }, { autostart: int });
export const networkGetBridgeName = procedure(45, { net: network }, { name: text });
export const networkLookupByName = procedure(46, { name: text }, { net: network });
export const networkLookupByUuid = procedure(47, { uuid: uuid }, { net: network });
export const networkSetAutostart = procedure(48, { net: network, autostart: int }, {});
export const networkUndefine = procedure(49, { net: network }, {});
export const connectNumOfDefinedNetworks = procedure(50, {}, { num: int });
export const connectNumOfNetworks = procedure(52, {}, { num: int });
export const networkIsActive = procedure(152, { net: network }, { active: int });
export const networkIsPersistent = procedure(153, { net: network }, { persistent: int });
export const connectListAllNetworks = procedure(
  283,
  { needResults: int, flags: uint },
  { nets: list(network, 16384), ret: uint },
);
export const networkUpdate = procedure(
  291,
  { net: network, command: uint, section: uint, parentIndex: int, xml: text, flags: uint },
  {},
);
export const networkGetDhcpLeases = procedure(
  341,
  { net: network, mac: optional(text), needResults: int, flags: uint },
  { leases: list(networkDhcpLease, 65536), ret: uint },
);
export const networkListAllPorts = procedure(
  404,
  { network: network, needResults: int, flags: uint },
  { ports: list(networkPort, 16384), ret: uint },
);
export const networkPortLookupByUuid = procedure(
  405,
  { network: network, uuid: uuid },
  { port: networkPort },
);
export const networkPortCreateXml = procedure(
  406,
  { network: network, xml: text, flags: uint },
  { port: networkPort },
);
export const networkPortGetParameters = procedure(
  407,
  { port: networkPort, nparams: int, flags: uint },
  { params: list(typedParam, 16), nparams: int },
);
export const networkPortSetParameters = procedure(
  408,
  { port: networkPort, params: list(typedParam, 16), flags: uint },
  {},
);
export const networkPortGetXmlDesc = procedure(409, { port: networkPort, flags: uint }, { xml: text });
export const networkPortDelete = procedure(410, { port: networkPort, flags: uint }, {});
export const networkDefineXmlFlags = procedure(432, { xml: text, flags: uint }, { net: network });
export const networkCreateXmlFlags = procedure(437, { xml: text, flags: uint }, { net: network });
