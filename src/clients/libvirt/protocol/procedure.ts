/** What can be asked of a daemon, and what it tells by itself. */
import { type Fields, struct, type Xdr } from '../xdr.ts';

/** The program that all drivers share, and the one of QEMU's own calls; both are in version 1. */
const REMOTE_PROGRAM = 0x20008086;
const QEMU_PROGRAM = 0x20008087;

/** A call: its number and the types of what is sent and of what comes back. */
export interface Procedure<A, R> {
  readonly program: number;
  readonly number: number;
  readonly args: Xdr<A>;
  readonly ret: Xdr<R>;
}

/** A call that opens a stream besides. */
export interface StreamProcedure<A, R> extends Procedure<A, R> {
  readonly streams: true;
}

/** Something that a daemon tells once it was asked to. */
export interface Event<T> {
  readonly program: number;
  readonly number: number;
  readonly body: Xdr<T>;
}

/** A call of the program of all drivers. */
export function procedure<A extends object, R extends object>(
  number: number,
  args: Fields<A>,
  ret: Fields<R>,
): Procedure<A, R> {
  return { program: REMOTE_PROGRAM, number, args: struct(args), ret: struct(ret) };
}

/** A call of QEMU's own program. */
export function qemuProcedure<A extends object, R extends object>(
  number: number,
  args: Fields<A>,
  ret: Fields<R>,
): Procedure<A, R> {
  return { program: QEMU_PROGRAM, number, args: struct(args), ret: struct(ret) };
}

/** A call that opens a stream. */
export function streaming<A extends object, R extends object>(
  number: number,
  args: Fields<A>,
  ret: Fields<R>,
): StreamProcedure<A, R> {
  return { ...procedure(number, args, ret), streams: true };
}

/** A message of the program of all drivers. */
export function event<T extends object>(number: number, body: Fields<T>): Event<T> {
  return { program: REMOTE_PROGRAM, number, body: struct(body) };
}

/** A message of QEMU's own program. */
export function qemuEvent<T extends object>(number: number, body: Fields<T>): Event<T> {
  return { program: QEMU_PROGRAM, number, body: struct(body) };
}
