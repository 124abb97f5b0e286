/** `virsh send-key` (tools/virsh-domain.c, cmdSendKey). */
import { domainSendKey } from '../../clients/libvirt/protocol/domain-guest.ts';
import { command } from '../../kernel/command.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain, named, number, words } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';

/** virKeycodeSet. */
const CODESETS = ['linux', 'xt', 'atset1', 'atset2', 'atset3', 'os_x', 'xt_kbd', 'usb', 'win32', 'qnum'];
/** What `qnum` was called once. */
const OLD_QNUM = 'rfb';

/** VIR_DOMAIN_SEND_KEY_MAX_KEYS. */
const MOST = 16;

/** A number as C writes it; undefined for another word, and for one that no key has. */
function numeric(word: string): number | undefined {
  const [, digits = ''] = /^\s*\+?(0x[\da-f]+|0[0-7]*|[1-9]\d*)$/i.exec(word) ?? [];
  if (digits === '') return undefined;
  const value = /^0\d/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return value <= 0xffff ? value : undefined;
}

const sendKey = command({
  summary: 'Press keys of a domain',
  description: 'Names are those of the codeset linux (KEY_LEFTCTRL), os_x (Control) or win32 (VK_CONTROL).',
  group: 'domain',
  params: {
    domain,
    codeset: named('--codeset', `Whose codes they are: ${CODESETS.join(', ')}; linux by default`, {
      empty: true,
    }),
    holdtime: number('--holdtime', 'Milliseconds that they are held', { most: 2 ** 32 - 1 }),
    keycode: words('--keycode', 'Names or codes of the keys, all pressed at once', { required: true }),
  },
  output: 'none',
  async run(context, { holdtime = 0, keycode, ...values }) {
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const asked = values.codeset || 'linux';
    const name = asked === OLD_QNUM ? 'qnum' : asked;
    const codeset = CODESETS.indexOf(name);
    if (codeset < 0) throw new Failure(`unknown codeset: '${name}'`);
    const { keyCode } = await import('./lib/keys.ts');
    const keycodes = keycode.map((word, at) => {
      if (at === MOST) throw new Failure('too many keycodes');
      const code = numeric(word) ?? keyCode(name, word);
      if (code === undefined) throw new Failure(`invalid keycode: '${word}'`);
      return code;
    });
    await libvirt.call(domainSendKey, { dom, codeset, holdtime, keycodes, flags: 0 });
    return undefined;
  },
});

export default { '': sendKey };
