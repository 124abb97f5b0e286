/** What happens to volumes and snapshots by itself: they become available, larger, or go away. */
import { isObject, type JsonObject, text } from '../../clients/json.ts';
import type { Call, JobContext } from '../service.ts';
import { uuid } from '../state.ts';
import { getVolume, SNAPSHOTS, VOLUMES, type Volume } from './records.ts';

/** Puts a volume into a state that ends after some seconds with a change; `null`: it goes away. */
export function become(
  call: Call,
  volume: Volume,
  status: string,
  end: { readonly after: number; readonly change: JsonObject | null },
): Volume {
  const token = uuid();
  const next = { ...volume, status, updated: call.now, operation: token };
  call.state.put(VOLUMES, next);
  const { after, change } = end;
  call.state.schedule(call.after(after), 'volume/change', { id: volume.id, token, change });
  return next;
}

/** Ends what `become` began, unless something else was done with the volume since. */
export function endChange({ state, now }: JobContext, job: JsonObject): void {
  const volume = getVolume(state, text(job, 'id'));
  if (!volume || volume.operation !== job.token) return;
  const { change } = job;
  if (isObject(change))
    state.put(VOLUMES, { ...volume, updated: now, operation: '', ...change, id: volume.id });
  else state.remove(VOLUMES, volume.id);
}

/** Ends what a snapshot is doing: it is available, or gone. */
export function endSnapshot({ state, now }: JobContext, job: JsonObject): void {
  const snapshot = state.get(SNAPSHOTS, text(job, 'id'));
  if (snapshot?.status === 'creating')
    state.put(SNAPSHOTS, { ...snapshot, status: 'available', updated: now });
  else if (snapshot?.status === 'deleting') state.remove(SNAPSHOTS, snapshot.id);
}
