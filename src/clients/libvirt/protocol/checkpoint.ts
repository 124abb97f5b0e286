// Written by scripts/libvirt-protocol.js.
import { int, list, optional, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { domain, domainCheckpoint, text } from './types.ts';

export const domainCheckpointCreateXml = procedure(
  411,
  { dom: domain, xmlDesc: text, flags: uint },
  { checkpoint: domainCheckpoint },
);
export const domainCheckpointGetXmlDesc = procedure(
  412,
  { checkpoint: domainCheckpoint, flags: uint },
  { xml: text },
);
export const domainListAllCheckpoints = procedure(
  413,
  { dom: domain, needResults: int, flags: uint },
  { checkpoints: list(domainCheckpoint, 16384), ret: int },
);
export const domainCheckpointListAllChildren = procedure(
  414,
  { checkpoint: domainCheckpoint, needResults: int, flags: uint },
  { checkpoints: list(domainCheckpoint, 16384), ret: int },
);
export const domainCheckpointLookupByName = procedure(
  415,
  { dom: domain, name: text, flags: uint },
  { checkpoint: domainCheckpoint },
);
export const domainCheckpointGetParent = procedure(
  416,
  { checkpoint: domainCheckpoint, flags: uint },
  { parent: domainCheckpoint },
);
export const domainCheckpointDelete = procedure(417, { checkpoint: domainCheckpoint, flags: uint }, {});
export const domainBackupBegin = procedure(
  421,
  { dom: domain, backupXml: text, checkpointXml: optional(text), flags: uint },
  {},
);
export const domainBackupGetXmlDesc = procedure(422, { dom: domain, flags: uint }, { xml: text });
