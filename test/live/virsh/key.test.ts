/** Keys that are pressed, beside the real virsh. */
import { describe, test } from 'vitest';
import { onTestDriver } from '../harness/virsh.ts';

describe('on the test driver', () => {
  test.each([
    'send-key test KEY_A 30 0x1e 036; send-key test KEY_LEFTCTRL KEY_LEFTALT KEY_DELETE --holdtime 5',
    'send-key test KEY_NO; send-key test --codeset x 1; send-key test 99999; send-key test 65535; send-key test 08',
    'send-key test --codeset rfb 5; send-key test --codeset rfb KEY_A; send-key test --codeset "" KEY_A; send-key test -- -1',
    'send-key test --codeset os_x Control; send-key test --codeset win32 VK_A; send-key test --codeset win32 KEY_A',
    'send-key test --codeset xt 1 2 3; send-key test --codeset usb VK_A; send-key test ""; send-key test --codeset qnum 1',
    'send-key test 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; send-key test 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17',
    'send-key nosuch 1; send-key nosuch --codeset x 1; send-key test; send-key test 1 --holdtime x; send-key test 1 --holdtime -1',
    'send-key test KEY_SHIFT; send-key test BTN_MISC; send-key test --codeset win32 VK_LCONTROL; send-key test --codeset win32 VK_RCONTROL',
    'send-key test 1 --holdtime 4294967295; send-key test 1 --holdtime 4294967296; destroy test; send-key test 1',
  ])('%s', async line => {
    await onTestDriver(line);
  });
});
