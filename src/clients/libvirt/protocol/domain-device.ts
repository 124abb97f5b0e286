// Written by scripts/libvirt-protocol.js.
import { hyper, optional, uint } from '../xdr.ts';
import { procedure, streaming } from './procedure.ts';
import { domain, text } from './types.ts';

export const domainAttachDevice = procedure(8, { dom: domain, xml: text }, {});
export const domainDetachDevice = procedure(13, { dom: domain, xml: text }, {});
export const domainAttachDeviceFlags = procedure(160, { dom: domain, xml: text, flags: uint }, {});
export const domainDetachDeviceFlags = procedure(161, { dom: domain, xml: text, flags: uint }, {});
export const domainUpdateDeviceFlags = procedure(174, { dom: domain, xml: text, flags: uint }, {});
export const domainOpenConsole = streaming(201, { dom: domain, devName: optional(text), flags: uint }, {});
export const domainScreenshot = streaming(
  211,
  { dom: domain, screen: uint, flags: uint },
  { mime: optional(text) },
);
export const domainOpenGraphics = procedure(249, { dom: domain, idx: uint, flags: uint }, {});
export const domainSendProcessSignal = procedure(
  295,
  { dom: domain, pidValue: hyper, signum: uint, flags: uint },
  {},
);
export const domainOpenChannel = streaming(296, { dom: domain, name: optional(text), flags: uint }, {});
export const domainOpenGraphicsFd = procedure(343, { dom: domain, idx: uint, flags: uint }, {});
export const domainDetachDeviceAlias = procedure(392, { dom: domain, alias: text, flags: uint }, {});
