/** Text from services on a terminal: what would move the cursor, clear the screen or turn the line round is shown, not done. */
import { hexEscape } from './python.ts';

/** Controls but newline and tab, DEL, C1, and the characters that override the direction of writing. */
const UNSAFE = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Makes text safe for a terminal.
 * @param text any text
 * @returns the text with control characters written as `\x1b`, `\u202e`
 */
export function visibleControls(text: string): string {
  return text.replace(UNSAFE, character => hexEscape(character.charCodeAt(0)));
}
