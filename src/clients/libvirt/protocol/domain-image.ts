// Written by scripts/libvirt-protocol.js.
import { int, list, optional, uhyper, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { domain, text, typedParam } from './types.ts';

export const domainCoreDump = procedure(53, { dom: domain, to: text, flags: uint }, {});
export const domainRestore = procedure(54, { from: text }, {});
export const domainSave = procedure(55, { dom: domain, to: text }, {});
export const domainGetJobInfo = procedure(
  163,
  { dom: domain },
  {
    type: int,
    timeElapsed: uhyper,
    timeRemaining: uhyper,
    dataTotal: uhyper,
    dataProcessed: uhyper,
    dataRemaining: uhyper,
    memTotal: uhyper,
    memProcessed: uhyper,
    memRemaining: uhyper,
    fileTotal: uhyper,
    fileProcessed: uhyper,
    fileRemaining: uhyper,
  },
);
export const domainAbortJob = procedure(164, { dom: domain }, {});
export const domainManagedSave = procedure(182, { dom: domain, flags: uint }, {});
export const domainHasManagedSaveImage = procedure(183, { dom: domain, flags: uint }, { result: int });
export const domainManagedSaveRemove = procedure(184, { dom: domain, flags: uint }, {});
export const domainSaveFlags = procedure(
  232,
  { dom: domain, to: text, dxml: optional(text), flags: uint },
  {},
);
export const domainRestoreFlags = procedure(233, { from: text, dxml: optional(text), flags: uint }, {});
export const domainSaveImageGetXmlDesc = procedure(235, { file: text, flags: uint }, { xml: text });
export const domainSaveImageDefineXml = procedure(236, { file: text, dxml: text, flags: uint }, {});
export const domainGetJobStats = procedure(
  298,
  { dom: domain, flags: uint },
  { type: int, params: list(typedParam, 64) },
);
export const domainCoreDumpWithFormat = procedure(
  334,
  { dom: domain, to: text, dumpformat: uint, flags: uint },
  {},
);
export const domainManagedSaveGetXmlDesc = procedure(388, { dom: domain, flags: uint }, { xml: text });
export const domainManagedSaveDefineXml = procedure(
  389,
  { dom: domain, dxml: optional(text), flags: uint },
  {},
);
export const domainSaveParams = procedure(
  440,
  { dom: domain, params: list(typedParam, 64), flags: uint },
  {},
);
export const domainRestoreParams = procedure(441, { params: list(typedParam, 64), flags: uint }, {});
export const domainAbortJobFlags = procedure(442, { dom: domain, flags: uint }, {});
