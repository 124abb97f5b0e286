/** `virsh echo`. */
import { command } from '../../kernel/command.ts';
import { flag, words } from '../../kernel/vsh/params.ts';
import { exclude } from './lib/exclusive.ts';

/** What a shell would read otherwise (virBufferEscapeShell). */
const SHELL = /[\r\t\n !"#$&'()*;<>?[\\\]^`{|}~]/;
const XML: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};

const forShell = (text: string): string =>
  text === '' || SHELL.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : text;
const forXml = (text: string): string => text.replace(/[<>&"']/g, character => XML[character] ?? '');
/** A list with commas, an item a line; two commas are one that is meant (vshStringToArray). */
const items = (text: string): string =>
  text
    .split(/(?<!,)(?:,,)*,(?!,)/)
    .map(item => `${item.replaceAll(',,', ',')}\n`)
    .join('');

const echo = command({
  summary: 'Print words',
  group: 'virsh',
  params: {
    shell: flag('--shell', 'Quoted for a shell'),
    xml: flag('--xml', 'Escaped for XML'),
    split: flag('--split', 'Lists with commas, an item a line'),
    err: flag('--err', 'As an error'),
    string: words('--string', 'The words'),
  },
  output: 'none',
  auth: false,
  async run(context, { shell, xml, split, err, string }) {
    exclude({ shell, xml, split }, ['shell', 'xml'], ['shell', 'split'], ['xml', 'split']);
    const written = shell ? forShell : xml ? forXml : split ? items : (text: string) => text;
    const text = string.map(written).join(' ');
    // The line ends with what follows every command.
    await (err ? context.stderr.write(`error: ${text}\n`) : context.stdout.write(text));
    return undefined;
  },
});

export default { '': echo };
