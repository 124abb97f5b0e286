/** Text for man(7). */

/** Lines of text are kept shorter, as mandoc asks for. */
const WIDTH = 78;

/** A text in which nothing is a request or an escape, in ASCII; a hyphen is one that can be copied. */
export function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replace(/\P{ASCII}/gu, char => {
      const code = char.codePointAt(0)?.toString(16).toUpperCase() ?? '';
      return `\\[u${code.padStart(4, '0')}]`;
    })
    .replace(/^\./gm, '\\&.');
}

/** Paragraphs of plain text in lines that are not too long. */
export function filled(text: string): string {
  const lines: string[] = [];
  for (const paragraph of text.split(/\n+/)) {
    let line = '';
    for (const word of paragraph
      .split(/\s+/)
      .filter(each => each !== '')
      .map(escaped)) {
      if (line !== '' && line.length + 1 + word.length > WIDTH) {
        lines.push(line);
        line = '';
      }
      line += line === '' ? word : ` ${word}`;
    }
    if (line !== '') lines.push(line);
  }
  return lines.map(line => `${line}\n`).join('');
}

/** A text in bold, escaped. */
export const bold = (text: string): string => `\\fB${escaped(text)}\\fR`;
/** A text in italics, escaped. */
export const italic = (text: string): string => `\\fI${escaped(text)}\\fR`;

/** A title of a section. */
export const section = (title: string): string => `.SH ${escaped(title)}\n`;

/** A tagged paragraph. @param tag already escaped */
export const tagged = (tag: string, text: string): string => `.TP\n${tag}\n${filled(text) || '\\&\n'}`;

/** Lines as they are typed. */
export function verbatim(lines: readonly string[]): string {
  return `.EX\n${lines.map(line => `${escaped(line)}\n`).join('')}.EE\n`;
}

/** Pieces that stand side by side, broken where a line is full. @param pieces already escaped, none longer than a line */
export function flowing(pieces: readonly string[]): string {
  return pieces.map(piece => `${piece}\n`).join('');
}
