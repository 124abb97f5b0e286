/** What can go wrong with a gostack region. Each message is one line that names the next step. */
import { ClientError } from '../errors.ts';

/** A base for everything that a region's stores or its engine refuse. */
export class GostackError extends ClientError {}

/** A store cannot be reached, or does not do its work. */
export class StoreUnavailable extends GostackError {}

/** A store refused the user or the password of the gsinitrc. */
export class StoreAuthError extends GostackError {}

/** The store does not carry the contract's marker: the region may be somebody's, and speak another one. */
export class ForeignRegion extends GostackError {}

/** A message is larger than `MaxCallSendMsgSize`, `MaxCallRecvMsgSize` or the server's own limit allows. */
export class TooLarge extends GostackError {}

/** The engine refused or could not finish a change. */
export class TaskFailed extends GostackError {}

/** Nobody finished a task in time, or its lease ended before. */
export class TaskLost extends GostackError {}

/** etcd answered with an error of its own. `code` is gRPC's. */
export class EtcdError extends GostackError {
  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message);
  }
}
