// Written by scripts/libvirt-protocol.js.
import { charText, hyper, int, list, optional, struct, uhyper, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { domain, domainFsinfo, text, uuid } from './types.ts';

export const domainCreate = procedure(9, { dom: domain }, {});
export const domainCreateXml = procedure(10, { xmlDesc: text, flags: uint }, { dom: domain });
export const domainDefineXml = procedure(11, { xml: text }, { dom: domain });
export const domainDestroy = procedure(12, { dom: domain }, {});
export const domainGetXmlDesc = procedure(14, { dom: domain, flags: uint }, { xml: text });
export const domainGetAutostart = procedure(15, { dom: domain }, { autostart: int });
export const domainGetInfo = procedure(
  16,
  { dom: domain },
  { state: uint, maxMem: uhyper, memory: uhyper, nrVirtCpu: uint, cpuTime: uhyper },
);
export const domainGetOsType = procedure(19, { dom: domain }, { type: text });
export const connectListDefinedDomains = procedure(21, { maxnames: int }, { names: list(text, 16384) });
export const domainLookupById = procedure(22, { id: int }, { dom: domain });
export const domainLookupByName = procedure(23, { name: text }, { dom: domain });
export const domainLookupByUuid = procedure(24, { uuid: uuid }, { dom: domain });
export const connectNumOfDefinedDomains = procedure(25, {}, { num: int });
export const domainResume = procedure(28, { dom: domain }, {});
export const domainSetAutostart = procedure(29, { dom: domain, autostart: int }, {});
export const domainSuspend = procedure(34, { dom: domain }, {});
export const domainUndefine = procedure(35, { dom: domain }, {});
export const connectListDomains = procedure(37, { maxids: int }, { ids: list(int, 16384) });
export const connectNumOfDomains = procedure(51, {}, { num: int });
export const domainInterfaceStats = procedure(
  65,
  { dom: domain, device: text },
  {
    rxBytes: hyper,
    rxPackets: hyper,
    rxErrs: hyper,
    rxDrop: hyper,
    txBytes: hyper,
    txPackets: hyper,
    txErrs: hyper,
    txDrop: hyper,
  },
);
export const domainGetSecurityLabel = procedure(
  121,
  { dom: domain },
  { label: charText(4097), enforcing: int },
);
export const connectDomainXmlFromNative = procedure(
  135,
  { nativeFormat: text, nativeConfig: text, flags: uint },
  { domainXml: text },
);
export const connectDomainXmlToNative = procedure(
  136,
  { nativeFormat: text, domainXml: text, flags: uint },
  { nativeConfig: text },
);
export const domainIsActive = procedure(150, { dom: domain }, { active: int });
export const domainIsPersistent = procedure(151, { dom: domain }, { persistent: int });
export const domainCreateWithFlags = procedure(196, { dom: domain, flags: uint }, { dom: domain });
export const domainIsUpdated = procedure(202, { dom: domain }, { updated: int });
export const domainGetState = procedure(212, { dom: domain, flags: uint }, { state: int, reason: int });
export const domainGetControlInfo = procedure(
  229,
  { dom: domain, flags: uint },
  { state: uint, details: uint, stateTime: uhyper },
);
export const domainUndefineFlags = procedure(231, { dom: domain, flags: uint }, {});
export const domainDestroyFlags = procedure(234, { dom: domain, flags: uint }, {});
export const domainReset = procedure(245, { dom: domain, flags: uint }, {});
export const domainSetMetadata = procedure(
  264,
  { dom: domain, type: int, metadata: optional(text), key: optional(text), uri: optional(text), flags: uint },
  {},
);
export const domainGetMetadata = procedure(
  265,
  { dom: domain, type: int, uri: optional(text), flags: uint },
  { metadata: text },
);
export const connectListAllDomains = procedure(
  273,
  { needResults: int, flags: uint },
  { domains: list(domain, 16384), ret: uint },
);
export const domainGetSecurityLabelList = procedure(
  278,
  { dom: domain },
  { labels: list(struct({ label: charText(4097), enforcing: int }), 64), ret: int },
);
export const domainCreateXmlWithFiles = procedure(309, { xmlDesc: text, flags: uint }, { dom: domain });
export const domainCreateWithFiles = procedure(310, { dom: domain, flags: uint }, { dom: domain });
export const domainGetFsinfo = procedure(
  349,
  { dom: domain, flags: uint },
  { info: list(domainFsinfo, 256), ret: uint },
);
export const domainDefineXmlFlags = procedure(350, { xml: text, flags: uint }, { dom: domain });
export const domainRename = procedure(
  358,
  { dom: domain, newName: optional(text), flags: uint },
  { retcode: int },
);
export const connectRegisterCloseCallback = procedure(360, {}, {});
export const connectUnregisterCloseCallback = procedure(361, {}, {});
export const domainSetLifecycleAction = procedure(
  390,
  { dom: domain, type: uint, action: uint, flags: uint },
  {},
);
export const domainGetMessages = procedure(426, { dom: domain, flags: uint }, { msgs: list(text, 2048) });
export const domainStartDirtyRateCalc = procedure(427, { dom: domain, seconds: int, flags: uint }, {});
export const domainFdAssociate = procedure(443, { dom: domain, name: text, flags: uint }, {});
