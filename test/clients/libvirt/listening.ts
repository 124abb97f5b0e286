/** A daemon on loopback that answers calls as a test says: whole command lines connect to it. */
import { createServer, type Server, type Socket } from 'node:net';
import {
  encodeFrame,
  encodeStreamData,
  type Frame,
  FrameReader,
  MessageType,
  Status,
} from '../../../src/clients/libvirt/frame.ts';
import type { Event, Procedure } from '../../../src/clients/libvirt/protocol/procedure.ts';
import {
  authList,
  connectClose,
  connectOpen,
  connectSupportsFeature,
} from '../../../src/clients/libvirt/protocol/session.ts';
import {
  int,
  optional,
  string,
  struct,
  XdrReader,
  type XdrWriter,
} from '../../../src/clients/libvirt/xdr.ts';

/** A daemon's refusal. */
export class Refusal extends Error {
  constructor(
    readonly number: number,
    message: string,
  ) {
    super(message);
  }
}

/** How one procedure is answered. */
export interface Answer {
  readonly program: number;
  readonly number: number;
  reply(body: Buffer, client: Client): (writer: XdrWriter) => void;
}

/** The connection that asked. */
export interface Client {
  /** Tells an event. */
  tell<T>(event: Event<T>, body: T): void;
  /** Sends a stream's data after the answer; what is sent back is `received`. */
  data(...pieces: string[]): void;
  /** Sends the end of the stream. */
  end(): void;
}

/** Answers a procedure. @throws Refusal for the daemon's error */
export function answer<A, R>(procedure: Procedure<A, R>, reply: (args: A, client: Client) => R): Answer {
  return {
    program: procedure.program,
    number: procedure.number,
    reply(body, client) {
      const value = reply(procedure.args.decode(new XdrReader(body)), client);
      return writer => procedure.ret.encode(writer, value);
    },
  };
}

/** A daemon that listens. */
export interface ListeningDaemon {
  readonly uri: string;
  /** The names that were opened. */
  readonly opened: readonly (string | undefined)[];
  /** What streams were sent, connection by connection. */
  readonly received: readonly string[];
  close(): void;
}

const errorBody = struct({ code: int, domain: int, message: optional(string(1000)), level: int });

/** @param types what the daemon wants for authentication (default: nothing) */
export async function listen(
  answers: readonly Answer[] = [],
  types: readonly number[] = [0],
): Promise<ListeningDaemon> {
  const opened: (string | undefined)[] = [];
  const received: string[] = [];
  const all = [
    ...answers,
    answer(authList, () => ({ types })),
    answer(connectSupportsFeature, () => ({ supported: 0 })),
    answer(connectOpen, ({ name }) => {
      opened.push(name);
      return {};
    }),
    answer(connectClose, () => ({})),
  ];
  const server: Server = createServer(socket => {
    const reader = new FrameReader();
    socket.on('error', () => {});
    socket.on('data', (piece: Buffer) => {
      for (const frame of reader.push(piece)) {
        if (frame.type === MessageType.call) serve(socket, frame, all);
        else takeStream(socket, frame, received);
      }
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    uri: `test+tcp://127.0.0.1:${port}/default`,
    opened,
    received,
    close: () => server.close(),
  };
}

function serve(socket: Socket, frame: Frame, answers: readonly Answer[]): void {
  const stream = { ...frame, type: MessageType.stream };
  const later: Buffer[] = [];
  const client: Client = {
    tell(event, body) {
      const header = { program: event.program, procedure: event.number, serial: 0, status: Status.ok };
      later.push(
        encodeFrame({ ...header, type: MessageType.message }, writer => event.body.encode(writer, body)),
      );
    },
    data(...pieces) {
      for (const piece of pieces)
        later.push(encodeStreamData({ ...stream, status: Status.more }, Buffer.from(piece)));
    },
    end() {
      later.push(encodeStreamData({ ...stream, status: Status.more }, new Uint8Array()));
    },
  };
  const header = { ...frame, type: MessageType.reply };
  try {
    const found = answers.find(
      ({ program, number }) => program === frame.program && number === frame.procedure,
    );
    if (!found) throw new Refusal(3, `nobody awaits procedure ${frame.procedure}`);
    socket.write(encodeFrame({ ...header, status: Status.ok }, found.reply(frame.body, client)));
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(1, String(error));
    socket.write(
      encodeFrame({ ...header, status: Status.error }, writer => {
        errorBody.encode(writer, { code: refusal.number, domain: 10, message: refusal.message, level: 2 });
        for (let field = 0; field < 7; field += 1) writer.int32(0);
      }),
    );
  }
  for (const message of later) socket.write(message);
}

/** Agrees with the end of a stream; keeps what it was sent. */
function takeStream(socket: Socket, frame: Frame, received: string[]): void {
  if (frame.status === Status.more) received.push(frame.body.toString('utf8'));
  else socket.write(encodeFrame({ ...frame, status: Status.ok }, () => {}));
}
