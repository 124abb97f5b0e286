/**
 * A program: `side-by-side URI NAME` uses one client for a console, events, 100 calls and the download of a volume, NAME
 * being the name of a domain and of a pool. Prints what came of it as JSON.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { openLibvirt } from '../../../src/clients/libvirt/open.ts';
import {
  domainGetState,
  domainLookupByName,
  domainResume,
  domainSuspend,
} from '../../../src/clients/libvirt/protocol/domain.ts';
import { domainOpenConsole } from '../../../src/clients/libvirt/protocol/domain-device.ts';
import {
  connectDomainEventCallbackRegisterAny,
  domainEventCallbackLifecycle,
} from '../../../src/clients/libvirt/protocol/event.ts';
import {
  storagePoolLookupByName,
  storageVolDownload,
  storageVolLookupByName,
} from '../../../src/clients/libvirt/protocol/storage.ts';

const [, , uri, name = ''] = process.argv;
const CALLS = 100;
/** A reader who takes a piece and rests, once in so many bytes. */
const REST = { bytes: 8 * 1024 * 1024, milliseconds: 20 };

const libvirt = await openLibvirt(uri, { env: {} });
const { dom } = await libvirt.call(domainLookupByName, { name });
const { pool } = await libvirt.call(storagePoolLookupByName, { name });
const { vol } = await libvirt.call(storageVolLookupByName, { pool, name: 'large' });

let events = 0;
libvirt.on(domainEventCallbackLifecycle, () => {
  events += 1;
});
await libvirt.call(connectDomainEventCallbackRegisterAny, { eventID: 0, dom: undefined });
const { stream: console } = await libvirt.stream(domainOpenConsole, { dom, devName: undefined, flags: 0 });
await libvirt.call(domainResume, { dom });

async function download(): Promise<number> {
  const bulk = await libvirt.bulk();
  const { stream } = await bulk.stream(storageVolDownload, { vol, offset: 0n, length: 0n, flags: 0 });
  let bytes = 0;
  for await (const piece of stream) {
    const before = Math.floor(bytes / REST.bytes);
    bytes += piece.length;
    if (Math.floor(bytes / REST.bytes) > before) await pause(REST.milliseconds);
  }
  await bulk.close();
  return bytes;
}

/** Types once the guest is up, and waits for the echo. */
async function typed(): Promise<boolean> {
  let seen = '';
  for await (const bytes of console) {
    const had = seen.includes('the guest is up');
    seen += Buffer.from(bytes).toString('latin1');
    if (!had && seen.includes('the guest is up')) await console.write(Buffer.from('echo?'));
    if (seen.includes('echo?')) break;
  }
  await console.abort();
  return seen.includes('echo?');
}

/** @returns the longest time that one took, in milliseconds */
async function calls(): Promise<number> {
  await pause(500); // the download is on its way
  const times = Array.from({ length: CALLS }, async () => {
    const began = performance.now();
    await libvirt.call(domainGetState, { dom, flags: 0 });
    return performance.now() - began;
  });
  const slowest = Math.max(...(await Promise.all(times)));
  await libvirt.call(domainSuspend, { dom });
  await libvirt.call(domainResume, { dom });
  return slowest;
}

const [bytes, echoed, slowest] = await Promise.all([download(), typed(), calls()]);
await libvirt.close();
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ bytes, echoed, events, slowest, megabytes }));
