/** Names of keys, and media in descriptions of drives. */
import { expect, test } from 'vitest';
import { keyCode } from '../../../src/commands/virsh/lib/keys.ts';
import { changeMedia } from '../../../src/commands/virsh/lib/media.ts';
import { writtenText, Xml } from '../../../src/commands/virsh/lib/xml.ts';

test.each([
  ['linux', 'KEY_A', 30],
  ['linux', 'KEY_DELETE', 111],
  ['os_x', 'Control', 59],
  ['win32', 'VK_A', 0x41],
  ['linux', 'VK_A', undefined],
  ['usb', 'KEY_A', undefined],
  ['linux', 'KEY', undefined],
])('in %s the key %s has the code %s', (codeset, name, code) => {
  expect(keyCode(codeset, name)).toBe(code);
});

const FULL =
  "<disk type='file' device='cdrom'><source file='/a' startupPolicy='optional'/><target dev='hdc'/></disk>";
const EMPTY = "<disk type='file' device='floppy'>\n  <target dev='fda'/>\n</disk>";
const changed = (
  text: string,
  action: 'eject' | 'insert' | 'update',
  source?: string,
  block = false,
): string => {
  const [disk] = new Xml(text).nodes('/disk');
  if (!disk) throw new Error('no disk');
  changeMedia(disk, { action, source, block, path: 'hdc' });
  return writtenText(disk);
};

test('media go out, in, and make room for others', () => {
  expect(changed(FULL, 'eject')).toBe('<disk type="file" device="cdrom"><target dev="hdc"/></disk>');
  expect(changed(FULL, 'update', '/b', true)).toBe(
    '<disk type="block" device="cdrom"><source dev="/b" startupPolicy="optional"/><target dev="hdc"/></disk>',
  );
  expect(changed(EMPTY, 'insert', '/b')).toBe(
    '<disk type="file" device="floppy">\n  <source file="/b"/>\n  <target dev="fda"/>\n</disk>',
  );
});

test('what cannot be done is refused', () => {
  expect(() => changed(EMPTY, 'eject')).toThrow("'hdc' doesn't have media");
  expect(() => changed(FULL, 'insert', '/b')).toThrow("'hdc' already has media");
  expect(() => changed(FULL, 'update')).toThrow('New disk media source was not specified');
  expect(() => changed(FULL.replace('cdrom', 'disk'), 'eject')).toThrow("'hdc' is not removable");
});
