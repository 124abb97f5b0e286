// Written by scripts/libvirt-protocol.js.
import { int, list, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { iface, text } from './types.ts';

export const connectNumOfInterfaces = procedure(126, {}, { num: int });
export const connectListInterfaces = procedure(127, { maxnames: int }, { names: list(text, 16384) });
export const interfaceLookupByName = procedure(128, { name: text }, { iface: iface });
export const interfaceLookupByMacString = procedure(129, { mac: text }, { iface: iface });
export const interfaceGetXmlDesc = procedure(130, { iface: iface, flags: uint }, { xml: text });
export const interfaceDefineXml = procedure(131, { xml: text, flags: uint }, { iface: iface });
export const interfaceUndefine = procedure(132, { iface: iface }, {});
export const interfaceCreate = procedure(133, { iface: iface, flags: uint }, {});
export const interfaceDestroy = procedure(134, { iface: iface, flags: uint }, {});
export const connectNumOfDefinedInterfaces = procedure(137, {}, { num: int });
export const connectListDefinedInterfaces = procedure(138, { maxnames: int }, { names: list(text, 16384) });
export const interfaceIsActive = procedure(156, { iface: iface }, { active: int });
export const interfaceChangeBegin = procedure(220, { flags: uint }, {});
export const interfaceChangeCommit = procedure(221, { flags: uint }, {});
export const interfaceChangeRollback = procedure(222, { flags: uint }, {});
export const connectListAllInterfaces = procedure(
  284,
  { needResults: int, flags: uint },
  { ifaces: list(iface, 16384), ret: uint },
);
