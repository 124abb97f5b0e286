// Written by scripts/libvirt-protocol.js.
import { int, list, opaque, optional, uhyper, uint } from '../xdr.ts';
import { procedure, streaming } from './procedure.ts';
import { domain, text, typedParam } from './types.ts';

export const domainMigratePrepare = procedure(
  61,
  { uriIn: optional(text), flags: uhyper, dname: optional(text), resource: uhyper },
  { cookie: opaque(4194304), uriOut: optional(text) },
);
export const domainMigratePerform = procedure(
  62,
  { dom: domain, cookie: opaque(4194304), uri: text, flags: uhyper, dname: optional(text), resource: uhyper },
  {},
);
export const domainMigrateFinish = procedure(
  63,
  { dname: text, cookie: opaque(4194304), uri: text, flags: uhyper },
  { ddom: domain },
);
export const domainMigratePrepare2 = procedure(
  108,
  { uriIn: optional(text), flags: uhyper, dname: optional(text), resource: uhyper, domXml: text },
  { cookie: opaque(4194304), uriOut: optional(text) },
);
export const domainMigrateFinish2 = procedure(
  109,
  { dname: text, cookie: opaque(4194304), uri: text, flags: uhyper, retcode: int },
  { ddom: domain },
);
export const domainMigratePrepareTunnel = streaming(
  148,
  { flags: uhyper, dname: optional(text), resource: uhyper, domXml: text },
  {},
);
export const domainMigrateSetMaxDowntime = procedure(166, { dom: domain, downtime: uhyper, flags: uint }, {});
export const domainMigrateSetMaxSpeed = procedure(207, { dom: domain, bandwidth: uhyper, flags: uint }, {});
export const domainMigrateBegin3 = procedure(
  213,
  { dom: domain, xmlin: optional(text), flags: uhyper, dname: optional(text), resource: uhyper },
  { cookieOut: opaque(4194304), xml: text },
);
export const domainMigratePrepare3 = procedure(
  214,
  {
    cookieIn: opaque(4194304),
    uriIn: optional(text),
    flags: uhyper,
    dname: optional(text),
    resource: uhyper,
    domXml: text,
  },
  { cookieOut: opaque(4194304), uriOut: optional(text) },
);
export const domainMigratePrepareTunnel3 = streaming(
  215,
  { cookieIn: opaque(4194304), flags: uhyper, dname: optional(text), resource: uhyper, domXml: text },
  { cookieOut: opaque(4194304) },
);
export const domainMigratePerform3 = procedure(
  216,
  {
    dom: domain,
    xmlin: optional(text),
    cookieIn: opaque(4194304),
    dconnuri: optional(text),
    uri: optional(text),
    flags: uhyper,
    dname: optional(text),
    resource: uhyper,
  },
  { cookieOut: opaque(4194304) },
);
export const domainMigrateFinish3 = procedure(
  217,
  {
    dname: text,
    cookieIn: opaque(4194304),
    dconnuri: optional(text),
    uri: optional(text),
    flags: uhyper,
    cancelled: int,
  },
  { dom: domain, cookieOut: opaque(4194304) },
);
export const domainMigrateConfirm3 = procedure(
  218,
  { dom: domain, cookieIn: opaque(4194304), flags: uhyper, cancelled: int },
  {},
);
export const domainMigrateGetMaxSpeed = procedure(242, { dom: domain, flags: uint }, { bandwidth: uhyper });
export const domainMigrateGetCompressionCache = procedure(
  299,
  { dom: domain, flags: uint },
  { cacheSize: uhyper },
);
export const domainMigrateSetCompressionCache = procedure(
  300,
  { dom: domain, cacheSize: uhyper, flags: uint },
  {},
);
export const domainMigrateBegin3Params = procedure(
  302,
  { dom: domain, params: list(typedParam, 64), flags: uint },
  { cookieOut: opaque(4194304), xml: text },
);
export const domainMigratePrepare3Params = procedure(
  303,
  { params: list(typedParam, 64), cookieIn: opaque(4194304), flags: uint },
  { cookieOut: opaque(4194304), uriOut: optional(text) },
);
export const domainMigratePrepareTunnel3Params = procedure(
  304,
  { params: list(typedParam, 64), cookieIn: opaque(4194304), flags: uint },
  { cookieOut: opaque(4194304) },
);
export const domainMigratePerform3Params = procedure(
  305,
  {
    dom: domain,
    dconnuri: optional(text),
    params: list(typedParam, 64),
    cookieIn: opaque(4194304),
    flags: uint,
  },
  { cookieOut: opaque(4194304) },
);
export const domainMigrateFinish3Params = procedure(
  306,
  { params: list(typedParam, 64), cookieIn: opaque(4194304), flags: uint, cancelled: int },
  { dom: domain, cookieOut: opaque(4194304) },
);
export const domainMigrateConfirm3Params = procedure(
  307,
  { dom: domain, params: list(typedParam, 64), cookieIn: opaque(4194304), flags: uint, cancelled: int },
  {},
);
export const domainMigrateStartPostCopy = procedure(364, { dom: domain, flags: uint }, {});
export const domainMigrateGetMaxDowntime = procedure(387, { dom: domain, flags: uint }, { downtime: uhyper });
