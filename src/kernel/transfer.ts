/** What a person sees and can do while data are on their way: a line of progress, and Ctrl-C. */
import type { Context } from './context.ts';
import { Quiet } from './errors.ts';
import { sizeCell } from './output/cells.ts';

/** Told how far a transfer is: bytes so far, and in all where that is known. */
export type Progress = (done: number, total: number | undefined) => void;

/** Milliseconds between two looks of the line. */
const REFRESH = 200;

/** Characters of the bar. */
const WIDTH = 25;

/**
 * Lets the user end a transfer: from now on Ctrl-C and SIGTERM abort the signal, and the run ends itself.
 * @returns a signal whose reason is a Quiet with the exit code
 */
export function interruption(context: Context): AbortSignal {
  const controller = new AbortController();
  context.stopped().then(code => {
    if (code !== undefined) controller.abort(new Quiet(code));
  });
  return controller.signal;
}

/**
 * Runs a transfer with a line of progress on stderr, where that is a terminal.
 * @param wanted whether the user asked for it (`--progress`)
 * @param what what the line begins with, such as the image's name
 * @param work gets the function to tell; undefined when nothing is shown
 */
export async function withTransfer<T>(
  context: Context,
  wanted: boolean,
  what: string,
  work: (progress: Progress | undefined) => Promise<T>,
): Promise<T> {
  if (!wanted || !context.stderr.isTTY) return work(undefined);
  const { clock } = context;
  return context.progress(what, update => {
    let start: { readonly time: number; readonly done: number } | undefined;
    let shown = 0;
    return work((done, total) => {
      const time = clock.now();
      start ??= { time, done };
      if (done !== total && time - shown < REFRESH) return;
      shown = time;
      update(
        transferLine(what, done, total, { bytes: done - start.done, seconds: (time - start.time) / 1000 }),
      );
    });
  });
}

/**
 * The line of a transfer: `NAME [=====>    ] 49% 510.2M of 1.1G, 250.1M/s, 2 s left`.
 * @param so what came so far in this run, for rate and time left
 */
export function transferLine(
  what: string,
  done: number,
  total: number | undefined,
  so: { readonly bytes: number; readonly seconds: number },
): string {
  const rate = so.seconds > 0 ? so.bytes / so.seconds : 0;
  const speed = rate > 0 ? [`${size(rate)}/s`] : [];
  if (total === undefined || total === 0) return [`${what} ${size(done)}`, ...speed].join(', ');
  const share = Math.min(1, done / total);
  const bar = `${'='.repeat(Math.floor(share * (WIDTH - 1)))}>`.padEnd(WIDTH);
  const left = rate > 0 && done < total ? [`${duration((total - done) / rate)} left`] : [];
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  return [`${what} [${bar}]${percent} ${size(done)} of ${size(total)}`, ...speed, ...left].join(', ');
}

function size(bytes: number): string {
  return sizeCell(Math.round(bytes)).human;
}

/** `12 s`, `3:05 min`, `1:00:12 h`. */
function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const two = (value: number): string => String(value).padStart(2, '0');
  const [minutes, rest] = [Math.floor(whole / 60), two(whole % 60)];
  return minutes < 60
    ? `${minutes}:${rest} min`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest} h`;
}
