/** `virsh attach-device`. */
import { attach } from './lib/device.ts';
import { byFile } from './lib/device-file.ts';

export default { '': byFile('Give a domain a device', 'attach', attach) };
