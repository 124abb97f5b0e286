import { expect, test } from 'vitest';
import { utf8Fault } from '../../src/commands/openstack/lib/utf8.ts';

/** What Python 3.11 says of each. */
test.each([
  ['ff', 'byte 0xff in position 0: invalid start byte'],
  ['61c328', 'byte 0xc3 in position 1: invalid continuation byte'],
  ['e282', 'bytes in position 0-1: unexpected end of data'],
  ['e228a1', 'byte 0xe2 in position 0: invalid continuation byte'],
  ['e28228', 'bytes in position 0-1: invalid continuation byte'],
  ['f09f98', 'bytes in position 0-2: unexpected end of data'],
  ['eda080', 'byte 0xed in position 0: invalid continuation byte'],
  ['f4908080', 'byte 0xf4 in position 0: invalid continuation byte'],
  ['e2', 'byte 0xe2 in position 0: unexpected end of data'],
  ['c080', 'byte 0xc0 in position 0: invalid start byte'],
])('%s', (hex, why) => {
  expect(utf8Fault(Buffer.from(hex, 'hex'))).toBe(`'utf-8' codec can't decode ${why}`);
});

test('text', () => {
  expect(utf8Fault(Buffer.from('aé€😀\u07ff\uffff\u{10ffff}'))).toBeUndefined();
});
