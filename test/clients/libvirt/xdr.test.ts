import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { typedParam } from '../../../src/clients/libvirt/protocol/typed-param.ts';
import {
  array,
  bool,
  charArray,
  charBytes,
  charText,
  double,
  fixed,
  hyper,
  int,
  list,
  opaque,
  optional,
  string,
  struct,
  uhyper,
  uint,
  type Xdr,
  XdrError,
  XdrReader,
  XdrWriter,
} from '../../../src/clients/libvirt/xdr.ts';

function hex<T>(type: Xdr<T>, value: T): string {
  const writer = new XdrWriter();
  type.encode(writer, value);
  return writer.finish().toString('hex');
}

function read<T>(type: Xdr<T>, bytes: string): T {
  return type.decode(new XdrReader(Buffer.from(bytes, 'hex')));
}

/** Encodes, compares with the bytes of RFC 4506, decodes. */
function both<T>(type: Xdr<T>, value: T, bytes: string): void {
  expect(hex(type, value)).toBe(bytes);
  expect(read(type, bytes)).toEqual(value);
}

describe('XDR', () => {
  it('has numbers in big-endian', () => {
    both(int, -2, 'fffffffe');
    both(uint, 0xfffffffe, 'fffffffe');
    both(hyper, -2n, 'fffffffffffffffe');
    both(uhyper, 2n ** 64n - 2n, 'fffffffffffffffe');
    both(double, 1.5, '3ff8000000000000');
    both(bool, true, '00000001');
  });

  it('fills text and data up to four bytes', () => {
    both(string(9), 'aé', '0000000361c3a900');
    both(opaque(9), Uint8Array.of(1, 2, 3, 4, 5), '000000050102030405000000');
    both(fixed(2), Uint8Array.of(1, 2), '01020000');
  });

  it('has lists, arrays, optional values and structs', () => {
    both(list(int, 2), [1, 2], '000000020000000100000002');
    both(array(int, 2), [1, 2], '0000000100000002');
    both(optional(int), undefined, '00000000');
    both(optional(int), 7, '0000000100000007');
    both(struct({ a: int, b: string(4) }), { a: 1, b: 'x' }, '000000010000000178000000');
  });

  it('has a number for each char', () => {
    both(charArray(3), 'ab', '000000610000006200000000');
    both(charText(9), 'a', '000000020000006100000000');
    both(charBytes(9), Uint8Array.of(0, 255), '0000000200000000000000ff');
  });

  it('has typed parameters', () => {
    both(
      typedParam,
      { field: 'f', value: { type: 'ullong', value: 5n } },
      '0000000166000000000000040000000000000005',
    );
    both(
      typedParam,
      { field: 'f', value: { type: 'string', value: 'x' } },
      '0000000166000000000000070000000178000000',
    );
    both(
      typedParam,
      { field: 'f', value: { type: 'boolean', value: true } },
      '00000001660000000000000600000001',
    );
    expect(() => read(typedParam, '00000001660000000000000800000001')).toThrow(XdrError);
  });

  it('grows as it is written to, at every place and with every type', () => {
    for (let before = 240; before < 270; before += 4) {
      const filler = Uint8Array.from({ length: before }, (_, at) => at);
      const type = struct({ filler: fixed(before), int, uint, hyper, uhyper, double, bytes: opaque(9) });
      const value = {
        filler,
        int: -1,
        uint: 1,
        hyper: -1n,
        uhyper: 1n,
        double: 0.5,
        bytes: Uint8Array.of(9),
      };
      expect(read(type, hex(type, value))).toEqual(value);
    }
  });

  it('never reads beyond the end, nor over the limits', () => {
    expect(() => read(int, '0000')).toThrow(XdrError);
    expect(() => read(string(9), '00000005616263')).toThrow('ends too soon');
    expect(() => read(string(4), '000000056162636465000000')).toThrow(
      'a length of 5 where the protocol allows 4',
    );
    expect(() => read(list(int, 2), '00000003000000010000000200000003')).toThrow(XdrError);
    expect(() => read(list(int, 2 ** 31), '7fffffff00000001')).toThrow('ends too soon');
    expect(() => read(charBytes(2 ** 31), '7fffffff')).toThrow('ends too soon');
    expect(() => hex(string(2), 'abc')).toThrow(XdrError);
    expect(() => hex(fixed(2), Uint8Array.of(1))).toThrow(XdrError);
  });
});
