/** XDR (RFC 4506) as combinators: a type of the protocol is a value that encodes and decodes. */
import { Buffer } from 'node:buffer';

/** Something that has a form on the wire. */
export interface Xdr<T> {
  encode(writer: XdrWriter, value: T): void;
  /** @throws XdrError for bytes that are not this type's */
  decode(reader: XdrReader): T;
}

/** The values of a type of the protocol. */
export type Of<X> = X extends Xdr<infer T> ? T : never;

/** Bytes that are not what the protocol says, or a value that it has no room for. */
export class XdrError extends Error {}

const FIRST_CAPACITY = 256;

/** Collects encoded values; grows as needed. */
export class XdrWriter {
  private buffer = Buffer.allocUnsafe(FIRST_CAPACITY);
  private length = 0;

  /** Makes room for so many more bytes, in a new buffer where the old one is full. @returns where it begins */
  private take(size: number): number {
    const start = this.length;
    if (start + size > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, start + size));
      this.buffer.copy(larger, 0, 0, start);
      this.buffer = larger;
    }
    this.length = start + size;
    return start;
  }

  int32(value: number): void {
    const at = this.take(4);
    this.buffer.writeInt32BE(value, at);
  }
  uint32(value: number): void {
    const at = this.take(4);
    this.buffer.writeUInt32BE(value, at);
  }
  int64(value: bigint): void {
    const at = this.take(8);
    this.buffer.writeBigInt64BE(value, at);
  }
  uint64(value: bigint): void {
    const at = this.take(8);
    this.buffer.writeBigUInt64BE(value, at);
  }
  float64(value: number): void {
    const at = this.take(8);
    this.buffer.writeDoubleBE(value, at);
  }
  /** The bytes, filled up with zeros to a multiple of four. */
  bytes(value: Uint8Array): void {
    const start = this.take(padded(value.length));
    this.buffer.set(value, start);
    this.buffer.fill(0, start + value.length, this.length);
  }
  /** What was written so far. */
  finish(): Buffer {
    return this.buffer.subarray(0, this.length);
  }
}

/** Reads encoded values from one message, and never beyond its end. */
export class XdrReader {
  private offset = 0;
  constructor(private readonly buffer: Buffer) {}

  /** Bytes that are not read yet. */
  get left(): number {
    return this.buffer.length - this.offset;
  }
  private take(size: number): number {
    if (size > this.left)
      throw new XdrError(`a message ends too soon: ${size} bytes wanted, ${this.left} left`);
    const start = this.offset;
    this.offset += size;
    return start;
  }
  int32(): number {
    return this.buffer.readInt32BE(this.take(4));
  }
  uint32(): number {
    return this.buffer.readUInt32BE(this.take(4));
  }
  int64(): bigint {
    return this.buffer.readBigInt64BE(this.take(8));
  }
  uint64(): bigint {
    return this.buffer.readBigUInt64BE(this.take(8));
  }
  float64(): number {
    return this.buffer.readDoubleBE(this.take(8));
  }
  /** So many bytes, a view of the message; what fills them up to a multiple of four is skipped. */
  bytes(size: number): Buffer {
    const start = this.take(padded(size));
    return this.buffer.subarray(start, start + size);
  }
  /** A length that comes before something. @throws XdrError when it is over the protocol's limit */
  count(max: number): number {
    const count = this.uint32();
    if (count > max) throw new XdrError(`a length of ${count} where the protocol allows ${max}`);
    return count;
  }
}

function padded(size: number): number {
  return (size + 3) & ~3;
}

function checkLength(length: number, max: number, what: string): number {
  if (length > max) throw new XdrError(`${what} of ${length} where the protocol allows ${max}`);
  return length;
}

export const int: Xdr<number> = { encode: (w, value) => w.int32(value), decode: r => r.int32() };
export const uint: Xdr<number> = { encode: (w, value) => w.uint32(value), decode: r => r.uint32() };
export const hyper: Xdr<bigint> = { encode: (w, value) => w.int64(value), decode: r => r.int64() };
export const uhyper: Xdr<bigint> = { encode: (w, value) => w.uint64(value), decode: r => r.uint64() };
export const double: Xdr<number> = { encode: (w, value) => w.float64(value), decode: r => r.float64() };
export const bool: Xdr<boolean> = {
  encode: (w, value) => w.int32(value ? 1 : 0),
  decode: r => r.int32() !== 0,
};

/** Text of at most `max` bytes of UTF-8. */
export function string(max: number): Xdr<string> {
  return {
    encode(w, value) {
      const bytes = Buffer.from(value, 'utf8');
      w.uint32(checkLength(bytes.length, max, 'text'));
      w.bytes(bytes);
    },
    decode: r => r.bytes(r.count(max)).toString('utf8'),
  };
}

/** At most `max` bytes; what is decoded is a copy, so that it does not keep its message. */
export function opaque(max: number): Xdr<Uint8Array> {
  return {
    encode(w, value) {
      w.uint32(checkLength(value.length, max, 'data'));
      w.bytes(value);
    },
    decode: r => Uint8Array.from(r.bytes(r.count(max))),
  };
}

/** Exactly `size` bytes. */
export function fixed(size: number): Xdr<Uint8Array> {
  return {
    encode(w, value) {
      if (value.length !== size) throw new XdrError(`${value.length} bytes where the protocol has ${size}`);
      w.bytes(value);
    },
    decode: r => Uint8Array.from(r.bytes(size)),
  };
}

/** At most `max` values of one type. */
export function list<T>(item: Xdr<T>, max: number): Xdr<readonly T[]> {
  return {
    encode(w, values) {
      w.uint32(checkLength(values.length, max, 'a list'));
      for (const value of values) item.encode(w, value);
    },
    decode(r) {
      const values: T[] = [];
      // Grown value by value: what a length promises is not allocated before it has come.
      for (let count = r.count(max); count > 0; count -= 1) values.push(item.decode(r));
      return values;
    },
  };
}

/** Exactly `size` values of one type. */
export function array<T>(item: Xdr<T>, size: number): Xdr<readonly T[]> {
  return {
    encode(w, values) {
      if (values.length !== size)
        throw new XdrError(`${values.length} values where the protocol has ${size}`);
      for (const value of values) item.encode(w, value);
    },
    decode: r => Array.from({ length: size }, () => item.decode(r)),
  };
}

/** A value or none. */
export function optional<T>(item: Xdr<T>): Xdr<T | undefined> {
  return {
    encode(w, value) {
      w.int32(value === undefined ? 0 : 1);
      if (value !== undefined) item.encode(w, value);
    },
    decode: r => (r.int32() === 0 ? undefined : item.decode(r)),
  };
}

/** The types of a struct's fields, in the order of the wire. */
export type Fields<T> = { readonly [K in keyof T]: Xdr<T[K]> };

/** Named values one after the other. */
export function struct<T extends object>(fields: Fields<T>): Xdr<T> {
  return {
    encode(w, value) {
      for (const name in fields) fields[name].encode(w, value[name]);
    },
    decode(r) {
      const value: Partial<T> = {};
      for (const name in fields) value[name] = fields[name].decode(r);
      if (!isWhole(value, fields)) throw new XdrError('a struct without all of its fields');
      return value;
    },
  };
}

function isWhole<T extends object>(value: Partial<T>, fields: Fields<T>): value is T {
  for (const name in fields) if (!(name in value)) return false;
  return true;
}

/** Characters as the protocol's `char x[size]`: a number each on the wire, text that ends at the first NUL here. */
export function charArray(size: number): Xdr<string> {
  return {
    encode(w, value) {
      const bytes = Buffer.from(value, 'utf8');
      checkLength(bytes.length, size, 'text');
      for (let at = 0; at < size; at += 1) w.int32(bytes[at] ?? 0);
    },
    decode: r => textOf(charsOf(r, size)),
  };
}

/** As `charArray` for `char x<max>`. */
export function charText(max: number): Xdr<string> {
  const bytes = charBytes(max);
  return {
    encode: (w, value) => bytes.encode(w, Buffer.from(`${value}\0`, 'utf8')),
    decode: r => textOf(bytes.decode(r)),
  };
}

/** Characters of `char x<max>` as bytes. */
export function charBytes(max: number): Xdr<Uint8Array> {
  return {
    encode(w, value) {
      w.uint32(checkLength(value.length, max, 'data'));
      for (const byte of value) w.int32(byte);
    },
    decode: r => charsOf(r, r.count(max)),
  };
}

function charsOf(r: XdrReader, count: number): Uint8Array {
  if (count * 4 > r.left) throw new XdrError(`a message ends too soon: ${count} characters wanted`);
  return Uint8Array.from({ length: count }, () => r.int32() & 0xff);
}

function textOf(chars: Uint8Array): string {
  const end = chars.indexOf(0);
  return Buffer.from(end < 0 ? chars : chars.subarray(0, end)).toString('utf8');
}
