/** The libvirt daemons of test/libvirt/services, and guests that do something. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where test/libvirt/services keeps its daemons. */
export const LIBVIRT_HOME = process.env.LIBVIRT_HOME ?? '/tmp/ostk-libvirt';

/**
 * What runs a program beside the daemon `one`, whose sockets are at their usual places there.
 * @param cwd where the program works
 * @throws Error with the command to run when the daemons are not up
 */
export function insideOne(cwd: string): readonly string[] {
  let pid: string;
  try {
    pid = readFileSync(join(LIBVIRT_HOME, 'run', 'one.libvirtd.pid'), 'utf8').trim();
    process.kill(Number(pid), 0);
  } catch (cause) {
    const how = 'Start them (as root): test/libvirt/services install && test/libvirt/services up';
    throw new Error(`The libvirt daemons are not up. ${how}`, { cause });
  }
  return ['nsenter', '-t', pid, '-m', '-u', `--wdns=${cwd}`, '--'];
}

/** Instructions, 16 bit: write what follows to the first serial port, then send back whatever comes in. */
const ECHO_CODE = [
  '31c0 8ed8 fc be347c fb', // data at 0, forwards, SI = the text, interrupts on
  'ac 84c0 7405 e81400 ebf6', // next character, until the zero
  'f4 bafd03 ec a801 74f7', // halt until the timer ticks, look whether a byte came
  'baf803 ec e80200 ebef', // read it, send it back
  '50 bafd03 ec a820 74fb 58 baf803 ee c3', // send AL once there is room
].join('');

/** What the guest below says on its serial console when it is up. */
export const GREETING = 'the guest is up';

/**
 * Describes a guest that greets on its serial console and echoes what is typed there.
 * @param folder gets its description and its disk; QEMU, a user of its own, is let in
 * @param devices more of them, as XML
 * @returns the path of the description
 */
export function writeEchoGuest(folder: string, name: string, devices = ''): string {
  const [file, disk] = [join(folder, `${name}.xml`), join(folder, `${name}.img`)];
  chmodSync(folder, 0o755);
  writeFileSync(disk, echoDisk());
  writeFileSync(
    file,
    `<domain type='qemu'>
      <name>${name}</name>
      <memory unit='MiB'>16</memory>
      <os><type arch='x86_64'>hvm</type></os>
      <devices>
        <disk type='file'>
          <driver name='qemu' type='raw'/><source file='${disk}'/><target dev='hda' bus='ide'/>
        </disk>
        <serial type='pty'/>
        ${devices}
      </devices>
    </domain>`,
  );
  return file;
}

/**
 * A disk whose boot sector prints the greeting on the first serial port and echoes what is typed there.
 * @returns the bytes, a raw disk of 64 KiB
 */
function echoDisk(): Buffer {
  const disk = Buffer.alloc(65_536);
  const code = Buffer.from(ECHO_CODE.replaceAll(' ', ''), 'hex');
  code.copy(disk);
  disk.write(`${GREETING}\r\n\0`, code.length, 'latin1');
  disk.writeUInt16LE(0xaa55, 510);
  return disk;
}
