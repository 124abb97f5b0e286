import { expect, it } from 'vitest';
import * as protocol from '../../../src/clients/libvirt/protocol/event.ts';
import type { Event } from '../../../src/clients/libvirt/protocol/procedure.ts';
import { XdrReader, XdrWriter } from '../../../src/clients/libvirt/xdr.ts';
import { DOMAIN_EVENTS, type Happening } from '../../../src/commands/virsh/lib/domain-events.ts';

const dom = { name: 'vm', uuid: new Uint8Array(16), id: 1 };

/** What virsh says of an event with this body. */
function said<T>(name: string, event: Event<T>, body: T): string[] {
  const heard: Happening[] = [];
  const connection = {
    on<M>(asked: Event<M>, listener: (message: M) => void) {
      // A body goes through the wire, so that its type is the asked one's.
      if (asked.number === event.number) listener(again(event, body, asked));
      return () => {};
    },
  };
  DOMAIN_EVENTS.find(kind => kind.name === name)?.listen(connection, happening => heard.push(happening));
  return heard.map(({ domain, detail }) => `event '${name}' for domain '${domain}'${detail}`);
}

function again<T, M>(event: Event<T>, body: T, asked: Event<M>): M {
  const writer = new XdrWriter();
  event.body.encode(writer, body);
  return asked.body.decode(new XdrReader(writer.finish()));
}

it('is said in the words of virsh', () => {
  expect(
    said('lifecycle', protocol.domainEventCallbackLifecycle, {
      callbackID: 1,
      msg: { dom, event: 5, detail: 1 },
    }),
  ).toEqual(["event 'lifecycle' for domain 'vm': Stopped Destroyed"]);
  expect(
    said('lifecycle', protocol.domainEventCallbackLifecycle, {
      callbackID: 1,
      msg: { dom, event: 99, detail: 1 },
    }),
  ).toEqual(["event 'lifecycle' for domain 'vm': unknown unknown"]);
  expect(said('reboot', protocol.domainEventCallbackReboot, { callbackID: 1, msg: { dom } })).toEqual([
    "event 'reboot' for domain 'vm'",
  ]);
  expect(
    said('job-completed', protocol.domainEventCallbackJobCompleted, {
      callbackID: 1,
      dom,
      params: [
        { field: 'success', value: { type: 'boolean', value: true } },
        { field: 'time', value: { type: 'ullong', value: 7n } },
      ],
    }),
  ).toEqual(["event 'job-completed' for domain 'vm':\n\tsuccess: 1\n\ttime: 7"]);
  expect(
    said('disk-change', protocol.domainEventCallbackDiskChange, {
      callbackID: 1,
      msg: { dom, oldSrcPath: undefined, newSrcPath: '/n', devAlias: 'ide0', reason: 0 },
    }),
  ).toEqual(["event 'disk-change' for domain 'vm' disk ide0: <null> -> /n: changed"]);
});

it("has all of libvirt's events in their places", () => {
  expect(DOMAIN_EVENTS).toHaveLength(27);
  expect(DOMAIN_EVENTS[18]?.name).toBe('agent-lifecycle');
});
