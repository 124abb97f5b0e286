/** The actions of tasks. */
import type { Operation } from '../operation.ts';
import { boot } from './boot.ts';
import {
  attachInterface,
  attachVolume,
  createVolume,
  deleteVolume,
  detachInterface,
  detachVolume,
} from './devices.ts';
import { password, rebuild, remove, reset, start, stop } from './instance.ts';

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['boot', boot],
  ['start', start],
  ['stop', stop],
  ['delete', remove],
  ['password', password],
  ['rebuild', rebuild],
  ['reset', reset],
  ['attach-volume', attachVolume],
  ['detach-volume', detachVolume],
  ['attach-interface', attachInterface],
  ['detach-interface', detachInterface],
  ['create-volume', createVolume],
  ['delete-volume', deleteVolume],
]);
