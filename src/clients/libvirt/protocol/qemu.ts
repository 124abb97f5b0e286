// Written by scripts/libvirt-protocol.js.
import { hyper, int, optional, uint } from '../xdr.ts';
import { qemuEvent, qemuProcedure } from './procedure.ts';
import { domain, text } from './types.ts';

export const qemuDomainMonitorCommand = qemuProcedure(
  1,
  { dom: domain, cmd: text, flags: uint },
  { result: text },
);
export const qemuDomainAttach = qemuProcedure(2, { pidValue: uint, flags: uint }, { dom: domain });
export const qemuDomainAgentCommand = qemuProcedure(
  3,
  { dom: domain, cmd: text, timeout: int, flags: uint },
  { result: optional(text) },
);
export const qemuConnectDomainMonitorEventRegister = qemuProcedure(
  4,
  { dom: optional(domain), event: optional(text), flags: uint },
  { callbackID: int },
);
export const qemuConnectDomainMonitorEventDeregister = qemuProcedure(5, { callbackID: int }, {});
export const qemuDomainMonitorEvent = qemuEvent(6, {
  callbackID: int,
  dom: domain,
  event: text,
  seconds: hyper,
  micros: uint,
  details: optional(text),
});
export const qemuDomainMonitorCommandWithFiles = qemuProcedure(
  7,
  { dom: domain, cmd: text, flags: uint },
  { result: text },
);
