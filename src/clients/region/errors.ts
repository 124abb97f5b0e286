/** What keeps a change from being made in OpenStack. Each message is one line that names the next step. */
import { ClientError } from '../errors.ts';

/** OpenStack cannot do what was asked for, or the state does not allow it. */
export class RegionRefusal extends ClientError {}

/** A change began and ended badly. */
export class ChangeFailed extends ClientError {}

/** A change was asked for and is not done in time; it goes on. */
export class ChangeUnfinished extends ClientError {}
