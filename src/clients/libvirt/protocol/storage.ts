// Written by scripts/libvirt-protocol.js.
import { int, list, optional, uhyper, uint } from '../xdr.ts';
import { procedure, streaming } from './procedure.ts';
import { storagePool, storageVol, text, uuid } from './types.ts';

export const connectNumOfStoragePools = procedure(71, {}, { num: int });
export const connectListStoragePools = procedure(72, { maxnames: int }, { names: list(text, 16384) });
export const connectNumOfDefinedStoragePools = procedure(73, {}, { num: int });
export const connectListDefinedStoragePools = procedure(74, { maxnames: int }, { names: list(text, 16384) });
export const connectFindStoragePoolSources = procedure(
  75,
  { type: text, srcSpec: optional(text), flags: uint },
  { xml: text },
);
export const storagePoolCreateXml = procedure(76, { xml: text, flags: uint }, { pool: storagePool });
export const storagePoolDefineXml = procedure(77, { xml: text, flags: uint }, { pool: storagePool });
export const storagePoolCreate = procedure(78, { pool: storagePool, flags: uint }, {});
export const storagePoolBuild = procedure(79, { pool: storagePool, flags: uint }, {});
export const storagePoolDestroy = procedure(80, { pool: storagePool }, {});
export const storagePoolDelete = procedure(81, { pool: storagePool, flags: uint }, {});
export const storagePoolUndefine = procedure(82, { pool: storagePool }, {});
export const storagePoolRefresh = procedure(83, { pool: storagePool, flags: uint }, {});
export const storagePoolLookupByName = procedure(84, { name: text }, { pool: storagePool });
export const storagePoolLookupByUuid = procedure(85, { uuid: uuid }, { pool: storagePool });
export const storagePoolLookupByVolume = procedure(86, { vol: storageVol }, { pool: storagePool });
export const storagePoolGetInfo = procedure(
  87,
  { pool: storagePool },
  { state: uint, capacity: uhyper, allocation: uhyper, available: uhyper },
);
export const storagePoolGetXmlDesc = procedure(88, { pool: storagePool, flags: uint }, { xml: text });
export const storagePoolGetAutostart = procedure(89, { pool: storagePool }, { autostart: int });
export const storagePoolSetAutostart = procedure(90, { pool: storagePool, autostart: int }, {});
export const storagePoolNumOfVolumes = procedure(91, { pool: storagePool }, { num: int });
export const storagePoolListVolumes = procedure(
  92,
  { pool: storagePool, maxnames: int },
  { names: list(text, 16384) },
);
export const storageVolCreateXml = procedure(
  93,
  { pool: storagePool, xml: text, flags: uint },
  { vol: storageVol },
);
export const storageVolDelete = procedure(94, { vol: storageVol, flags: uint }, {});
export const storageVolLookupByName = procedure(95, { pool: storagePool, name: text }, { vol: storageVol });
export const storageVolLookupByKey = procedure(96, { key: text }, { vol: storageVol });
export const storageVolLookupByPath = procedure(97, { path: text }, { vol: storageVol });
export const storageVolGetInfo = procedure(
  98,
  { vol: storageVol },
  { type: int, capacity: uhyper, allocation: uhyper },
);
export const storageVolGetXmlDesc = procedure(99, { vol: storageVol, flags: uint }, { xml: text });
export const storageVolGetPath = procedure(100, { vol: storageVol }, { name: text });
export const storageVolCreateXmlFrom = procedure(
  125,
  { pool: storagePool, xml: text, clonevol: storageVol, flags: uint },
  { vol: storageVol },
);
export const storagePoolIsActive = procedure(154, { pool: storagePool }, { active: int });
export const storagePoolIsPersistent = procedure(155, { pool: storagePool }, { persistent: int });
export const storageVolWipe = procedure(165, { vol: storageVol, flags: uint }, {});
export const storageVolUpload = streaming(
  208,
  { vol: storageVol, offset: uhyper, length: uhyper, flags: uint },
  {},
);
export const storageVolDownload = streaming(
  209,
  { vol: storageVol, offset: uhyper, length: uhyper, flags: uint },
  {},
);
export const storageVolWipePattern = procedure(259, { vol: storageVol, algorithm: uint, flags: uint }, {});
export const storageVolResize = procedure(260, { vol: storageVol, capacity: uhyper, flags: uint }, {});
export const connectListAllStoragePools = procedure(
  281,
  { needResults: int, flags: uint },
  { pools: list(storagePool, 16384), ret: uint },
);
export const storagePoolListAllVolumes = procedure(
  282,
  { pool: storagePool, needResults: int, flags: uint },
  { vols: list(storageVol, 16384), ret: uint },
);
export const storageVolGetInfoFlags = procedure(
  378,
  { vol: storageVol, flags: uint },
  { type: int, capacity: uhyper, allocation: uhyper },
);
export const storagePoolLookupByTargetPath = procedure(391, { path: text }, { pool: storagePool });
export const connectGetStoragePoolCapabilities = procedure(403, { flags: uint }, { capabilities: text });
