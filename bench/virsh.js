/** virsh beside the real one, on a daemon of test/libvirt/services. */
import { join } from 'node:path';
import { pairs } from './measure.js';

const SOCKET = join(process.env.LIBVIRT_HOME ?? '/tmp/ostk-libvirt', 'one', 'run', 'libvirt-sock');
const DOMAINS = 100;

/**
 * Measures a list, and one question about many domains.
 * @param node the Node that ostk runs in
 * @param {string} ostk its program
 * @param {Record<string, string>} env everybody's environment
 * @param {number} runs
 * @returns {Promise<{ list: Map<string, number[]>, domstate: Map<string, number[]> }>} milliseconds by contender
 */
export async function virshTimes(node, ostk, env, runs) {
  const uri = driver => ['-c', `${driver}?socket=${SOCKET}`];
  const each = (name, command) => ({ name, command, env });
  const list = await pairs(
    [
      each('node -e 0', [node, '-e', '0']),
      each('ostk', [node, ostk, '--as', 'virsh', ...uri('qemu+unix:///system'), 'list']),
      each('virsh', ['virsh', ...uri('qemu+unix:///system'), 'list']),
    ],
    runs,
  );
  const test = uri('test+unix:///default');
  const asked = Array.from({ length: DOMAINS }, () => ['--domain', 'test']).flat();
  const loop = `for n in $(seq ${DOMAINS}); do virsh "$@" domstate test; done`;
  const domstate = await pairs(
    [
      each('ostk, once', [node, ostk, 'virsh', ...test, 'domstate', ...asked]),
      each(`virsh, ${DOMAINS} times`, ['sh', '-c', loop, 'sh', ...test]),
    ],
    Math.ceil(runs / 3),
  );
  return { list, domstate };
}
