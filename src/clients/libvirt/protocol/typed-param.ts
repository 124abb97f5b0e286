/** Named values whose types the daemon says: how libvirt keeps its calls open for more. */
import { double, hyper, int, string, struct, uhyper, uint, type Xdr, XdrError } from '../xdr.ts';

/** A value with its type. `llong` and `ullong` have 64 bits. */
export type TypedValue =
  | { readonly type: 'int' | 'uint' | 'double'; readonly value: number }
  | { readonly type: 'llong' | 'ullong'; readonly value: bigint }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string };

/** A named value. */
export interface TypedParam {
  readonly field: string;
  readonly value: TypedValue;
}

const TEXT_MAX = 4194304;
const text = string(TEXT_MAX);

/** libvirt's virTypedParameterType: the numbers on the wire. */
const INT = 1;
const UINT = 2;
const LLONG = 3;
const ULLONG = 4;
const DOUBLE = 5;
const BOOLEAN = 6;
const STRING = 7;

const typedValue: Xdr<TypedValue> = {
  encode(w, { type, value }) {
    switch (type) {
      case 'int':
        w.int32(INT);
        return int.encode(w, value);
      case 'uint':
        w.int32(UINT);
        return uint.encode(w, value);
      case 'llong':
        w.int32(LLONG);
        return hyper.encode(w, value);
      case 'ullong':
        w.int32(ULLONG);
        return uhyper.encode(w, value);
      case 'double':
        w.int32(DOUBLE);
        return double.encode(w, value);
      case 'boolean':
        w.int32(BOOLEAN);
        return int.encode(w, value ? 1 : 0);
      case 'string':
        w.int32(STRING);
        return text.encode(w, value);
    }
  },
  decode(r) {
    const type = r.int32();
    switch (type) {
      case INT:
        return { type: 'int', value: r.int32() };
      case UINT:
        return { type: 'uint', value: r.uint32() };
      case LLONG:
        return { type: 'llong', value: r.int64() };
      case ULLONG:
        return { type: 'ullong', value: r.uint64() };
      case DOUBLE:
        return { type: 'double', value: r.float64() };
      case BOOLEAN:
        return { type: 'boolean', value: r.int32() !== 0 };
      case STRING:
        return { type: 'string', value: text.decode(r) };
      default:
        throw new XdrError(`a typed parameter of type ${type}, which the protocol does not have`);
    }
  },
};

/** A named value on the wire. */
export const typedParam: Xdr<TypedParam> = struct<TypedParam>({ field: text, value: typedValue });
