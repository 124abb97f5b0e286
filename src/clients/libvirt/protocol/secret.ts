// Written by scripts/libvirt-protocol.js.
import { int, list, opaque, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { secret, text, uuid } from './types.ts';

export const connectNumOfSecrets = procedure(139, {}, { num: int });
export const connectListSecrets = procedure(140, { maxuuids: int }, { uuids: list(text, 16384) });
export const secretLookupByUuid = procedure(141, { uuid: uuid }, { secret: secret });
export const secretDefineXml = procedure(142, { xml: text, flags: uint }, { secret: secret });
export const secretGetXmlDesc = procedure(143, { secret: secret, flags: uint }, { xml: text });
export const secretSetValue = procedure(144, { secret: secret, value: opaque(65536), flags: uint }, {});
export const secretGetValue = procedure(145, { secret: secret, flags: uint }, { value: opaque(65536) });
export const secretUndefine = procedure(146, { secret: secret }, {});
export const secretLookupByUsage = procedure(147, { usageType: int, usageID: text }, { secret: secret });
export const connectListAllSecrets = procedure(
  287,
  { needResults: int, flags: uint },
  { secrets: list(secret, 16384), ret: uint },
);
