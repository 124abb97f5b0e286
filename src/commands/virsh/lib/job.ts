/** Work of a domain that takes its time: how far it is, and Ctrl-C (tools/virsh-domain.c, virshWatchJob). */
import { Buffer } from 'node:buffer';
import { domainAbortJob, domainGetJobInfo } from '../../../clients/libvirt/protocol/domain-image.ts';
import type { Domain } from '../../../clients/libvirt/protocol/types.ts';
import type { Context } from '../../../kernel/context.ts';

const INTERVAL = 500;

/** `Save: [ 42 %]`; 100 only at the end. @returns undefined before anything is known */
export function progressLine(label: string, total: bigint, remaining: bigint): string | undefined {
  if (total === 0n) return undefined;
  const percent = remaining === 0n ? 100 : Math.min(99, 100 - Number((remaining * 100n) / total));
  return `\r${label}: [${String(percent).padStart(3)} %]`;
}

/** What is done where work takes too long. */
export interface Late {
  /** Milliseconds that it may take. */
  readonly after: number;
  act(): Promise<unknown>;
}

/**
 * Waits for work on a domain. Ctrl-C has the daemon give it up; what the work says then is thrown.
 * @param label what progress is shown as on stderr; undefined: it is not shown
 * @param late done once where the work takes longer; that it fails does not matter
 */
export async function watchJob<T>(
  context: Context,
  dom: Domain,
  label: string | undefined,
  work: Promise<T>,
  late?: Late,
): Promise<T> {
  const libvirt = await context.libvirt();
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  work.then(end, end);
  void context.stopped().then(async code => {
    if (code !== undefined && !isOver) await libvirt.call(domainAbortJob, { dom }).catch(() => {});
  });
  if (label === undefined && !late) return work;
  const began = context.clock.now();
  let left = late;
  const settled = work.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([settled, context.clock.sleep(INTERVAL).then(() => false)]))) {
    if (left && context.clock.now() - began >= left.after) {
      await left.act().catch(() => {});
      left = undefined;
    }
    if (label === undefined) continue;
    const info = await libvirt.call(domainGetJobInfo, { dom }).catch(() => undefined);
    const line = info && progressLine(label, info.dataTotal, info.dataRemaining);
    if (line !== undefined && !isOver) await context.stderr.write(Buffer.from(line));
  }
  const result = await work;
  if (label === undefined) return result;
  await context.stderr.write(Buffer.from(progressLine(label, 1n, 0n) ?? ''));
  return result;
}
