/** Messages on the wire: a length, a header, a body (libvirt's virnetprotocol.x). */
import { Buffer } from 'node:buffer';
import { XdrError, XdrReader, XdrWriter } from './xdr.ts';

export const MessageType = { call: 0, reply: 1, message: 2, stream: 3, hole: 6 } as const;
export const Status = { ok: 0, error: 1, more: 2 } as const;

export interface Header {
  readonly program: number;
  readonly procedure: number;
  readonly type: number;
  readonly serial: number;
  readonly status: number;
}

/** A message: its header, and its body as it came. */
export interface Frame extends Header {
  readonly body: Buffer;
}

/** All programs are in this version. */
const VERSION = 1;
const LENGTH_SIZE = 4;
const HEADER_SIZE = 24;
/** The longest message, its length field aside (VIR_NET_MESSAGE_MAX). */
const MESSAGE_MAX = 33554432;
/** The most data that one message of a stream carries (VIR_NET_MESSAGE_LEGACY_PAYLOAD_MAX). */
export const STREAM_DATA_MAX = 262120;

/**
 * A whole message for the wire.
 * @param body writes what follows the header
 * @throws XdrError for a value that the protocol has no room for
 */
export function encodeFrame(header: Header, body: (writer: XdrWriter) => void): Buffer {
  const writer = new XdrWriter();
  writer.uint32(0);
  writer.uint32(header.program);
  writer.uint32(VERSION);
  writer.int32(header.procedure);
  writer.int32(header.type);
  writer.uint32(header.serial);
  writer.int32(header.status);
  body(writer);
  return withLength(writer.finish());
}

/** A message of a stream: its data is no XDR, and neither counted nor filled up. */
export function encodeStreamData(header: Header, data: Uint8Array): Buffer {
  const head = encodeFrame(header, () => {});
  return withLength(Buffer.concat([head, data]));
}

function withLength(message: Buffer): Buffer {
  if (message.length > MESSAGE_MAX)
    throw new XdrError(`a message of ${message.length} bytes is too long for libvirt`);
  message.writeUInt32BE(message.length, 0);
  return message;
}

/** Puts messages together from pieces as they come. Holds no more than one message and the last piece. */
export class FrameReader {
  private pieces: Buffer[] = [];
  private held = 0;

  /**
   * Takes the next bytes.
   * @returns the messages that are whole now; their bodies are views
   * @throws XdrError for bytes that begin no message; nothing can be read after that
   */
  *push(piece: Buffer): Generator<Frame, void, undefined> {
    this.pieces.push(piece);
    this.held += piece.length;
    let wanted = this.wanted();
    if (this.held < wanted) return;
    let bytes = this.pieces.length === 1 ? piece : Buffer.concat(this.pieces, this.held);
    try {
      while (bytes.length >= wanted) {
        if (wanted > LENGTH_SIZE) {
          yield decodeFrame(bytes.subarray(LENGTH_SIZE, wanted));
          bytes = bytes.subarray(wanted);
        }
        wanted = bytes.length < LENGTH_SIZE ? Number.POSITIVE_INFINITY : messageLength(bytes);
      }
    } finally {
      this.pieces = bytes.length > 0 ? [bytes] : [];
      this.held = bytes.length;
    }
  }

  /** How many bytes there must be before anything can be read. */
  private wanted(): number {
    const [first] = this.pieces;
    if (this.held < LENGTH_SIZE || first === undefined) return LENGTH_SIZE;
    if (first.length >= LENGTH_SIZE) return messageLength(first);
    this.pieces = [Buffer.concat(this.pieces, this.held)];
    return this.wanted();
  }
}

function messageLength(bytes: Buffer): number {
  const length = bytes.readUInt32BE(0);
  if (length < LENGTH_SIZE + HEADER_SIZE || length > MESSAGE_MAX + LENGTH_SIZE) {
    throw new XdrError(`a message of ${length} bytes is none of libvirt's`);
  }
  return length;
}

function decodeFrame(message: Buffer): Frame {
  const reader = new XdrReader(message);
  const program = reader.uint32();
  const version = reader.uint32();
  const procedure = reader.int32();
  const type = reader.int32();
  const serial = reader.uint32();
  const status = reader.int32();
  if (version !== VERSION)
    throw new XdrError(`version ${version} of program 0x${program.toString(16)} is unknown`);
  return { program, procedure, type, serial, status, body: message.subarray(HEADER_SIZE) };
}
