// Written by scripts/libvirt-protocol.js.
import { int, list, uint } from '../xdr.ts';
import { procedure } from './procedure.ts';
import { nwfilter, nwfilterBinding, text, uuid } from './types.ts';

export const nwfilterLookupByName = procedure(175, { name: text }, { nwfilter: nwfilter });
export const nwfilterLookupByUuid = procedure(176, { uuid: uuid }, { nwfilter: nwfilter });
export const nwfilterGetXmlDesc = procedure(177, { nwfilter: nwfilter, flags: uint }, { xml: text });
export const connectNumOfNwfilters = procedure(178, {}, { num: int });
export const connectListNwfilters = procedure(179, { maxnames: int }, { names: list(text, 16384) });
export const nwfilterDefineXml = procedure(180, { xml: text }, { nwfilter: nwfilter });
export const nwfilterUndefine = procedure(181, { nwfilter: nwfilter }, {});
export const connectListAllNwfilters = procedure(
  286,
  { needResults: int, flags: uint },
  { filters: list(nwfilter, 16384), ret: uint },
);
export const nwfilterBindingLookupByPortDev = procedure(397, { name: text }, { nwfilter: nwfilterBinding });
export const nwfilterBindingGetXmlDesc = procedure(
  398,
  { nwfilter: nwfilterBinding, flags: uint },
  { xml: text },
);
export const nwfilterBindingCreateXml = procedure(
  399,
  { xml: text, flags: uint },
  { nwfilter: nwfilterBinding },
);
export const nwfilterBindingDelete = procedure(400, { nwfilter: nwfilterBinding }, {});
export const connectListAllNwfilterBindings = procedure(
  401,
  { needResults: int, flags: uint },
  { bindings: list(nwfilterBinding, 16384), ret: uint },
);
export const nwfilterDefineXmlFlags = procedure(431, { xml: text, flags: uint }, { nwfilter: nwfilter });
