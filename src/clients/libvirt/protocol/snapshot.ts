// Written by scripts/libvirt-protocol.js.
import { int, list, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { domain, domainSnapshot, text } from './types.ts';

export const domainSnapshotCreateXml = procedure(
  185,
  { dom: domain, xmlDesc: text, flags: uint },
  { snap: domainSnapshot },
);
export const domainSnapshotGetXmlDesc = procedure(186, { snap: domainSnapshot, flags: uint }, { xml: text });
export const domainSnapshotNum = procedure(187, { dom: domain, flags: uint }, { num: int });
export const domainSnapshotListNames = procedure(
  188,
  { dom: domain, maxnames: int, flags: uint },
  { names: list(text, 16384) },
);
export const domainSnapshotLookupByName = procedure(
  189,
  { dom: domain, name: text, flags: uint },
  { snap: domainSnapshot },
);
export const domainHasCurrentSnapshot = procedure(190, { dom: domain, flags: uint }, { result: int });
export const domainSnapshotCurrent = procedure(191, { dom: domain, flags: uint }, { snap: domainSnapshot });
export const domainRevertToSnapshot = procedure(192, { snap: domainSnapshot, flags: uint }, {});
export const domainSnapshotDelete = procedure(193, { snap: domainSnapshot, flags: uint }, {});
export const domainSnapshotGetParent = procedure(
  244,
  { snap: domainSnapshot, flags: uint },
  { snap: domainSnapshot },
);
export const domainSnapshotNumChildren = procedure(246, { snap: domainSnapshot, flags: uint }, { num: int });
export const domainSnapshotListChildrenNames = procedure(
  247,
  { snap: domainSnapshot, maxnames: int, flags: uint },
  { names: list(text, 16384) },
);
export const domainSnapshotIsCurrent = procedure(
  271,
  { snap: domainSnapshot, flags: uint },
  { current: int },
);
export const domainSnapshotHasMetadata = procedure(
  272,
  { snap: domainSnapshot, flags: uint },
  { metadata: int },
);
export const domainListAllSnapshots = procedure(
  274,
  { dom: domain, needResults: int, flags: uint },
  { snapshots: list(domainSnapshot, 16384), ret: int },
);
export const domainSnapshotListAllChildren = procedure(
  275,
  { snapshot: domainSnapshot, needResults: int, flags: uint },
  { snapshots: list(domainSnapshot, 16384), ret: int },
);
