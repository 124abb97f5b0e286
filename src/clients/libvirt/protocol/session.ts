// Written by scripts/libvirt-protocol.js.
import { charBytes, int, list, optional, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { text, typedParam } from './types.ts';

export const connectOpen = procedure(1, { name: optional(text), flags: uint }, {});
export const connectClose = procedure(2, {}, {});
export const connectSupportsFeature = procedure(60, { feature: int }, { supported: int });
export const authList = procedure(66, {}, { types: list(int, 20) });
export const authSaslInit = procedure(67, {}, { mechlist: text });
export const authSaslStart = procedure(
  68,
  { mech: text, nil: int, data: charBytes(65536) },
  { complete: int, nil: int, data: charBytes(65536) },
);
export const authSaslStep = procedure(
  69,
  { nil: int, data: charBytes(65536) },
  { complete: int, nil: int, data: charBytes(65536) },
);
export const authPolkit = procedure(70, {}, { complete: int });
export const connectSetIdentity = procedure(419, { params: list(typedParam, 20), flags: uint }, {});
