/** A terminal that nothing but text reaches. */
import type { Sink } from './kernel/context.ts';
import { visibleControls } from './kernel/output/control.ts';

/** Colours and other attributes of characters, which a server's console log is full of. */
const ATTRIBUTES = /\x1b\[[\d;:]*m/g;

/** Ends of lines as serial consoles and Windows have them. */
const LINE_END = /\r+\n/g;

/**
 * Makes a sink safe: on a terminal, control characters are shown and not done; colours are left out, newlines and tabs
 * stay. Pipes and files get what is written.
 */
export function safeSink(sink: Sink): Sink {
  if (!sink.isTTY) return sink;
  return {
    isTTY: true,
    get columns() {
      return sink.columns;
    },
    write: data => sink.write(typeof data === 'string' ? terminalText(data) : data),
  };
}

function terminalText(text: string): string {
  return visibleControls(text.replace(ATTRIBUTES, '').replace(LINE_END, '\n'));
}
