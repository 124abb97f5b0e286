import { afterEach, describe, expect, it } from 'vitest';
import {
  domainCreate,
  domainCreateWithFlags,
  domainLookupByName,
} from '../../../src/clients/libvirt/protocol/domain.ts';
import {
  domainHasManagedSaveImage,
  domainManagedSaveRemove,
} from '../../../src/clients/libvirt/protocol/domain-image.ts';
import {
  type Answer,
  answer,
  type ListeningDaemon,
  listen,
  Refusal,
} from '../../clients/libvirt/listening.ts';
import { runLine } from '../../harness/run.ts';

const INVALID_ARG = 8;
const dom = { name: 'vm', uuid: new Uint8Array(16), id: -1 };
const daemons: ListeningDaemon[] = [];
afterEach(() => {
  for (const daemon of daemons.splice(0)) daemon.close();
});

/** Runs a line of virsh against a daemon with a domain that is off, and these answers. */
async function virsh(line: string, answers: readonly Answer[]) {
  const daemon = await listen([answer(domainLookupByName, () => ({ dom })), ...answers]);
  daemons.push(daemon);
  return runLine(['-c', daemon.uri, line], { name: 'virsh' });
}

describe('start', () => {
  it('adds up the flags of its options', async () => {
    const asked: number[] = [];
    const started = answer(domainCreateWithFlags, ({ flags }) => {
      asked.push(flags);
      return { dom };
    });
    const line = 'start vm --paused --autodestroy --bypass-cache --reset-nvram';
    const { code, stdout } = await virsh(line, [started]);
    expect({ code, stdout, asked }).toEqual({
      code: 0,
      stdout: "Domain 'vm' started\n\n",
      asked: [1 + 2 + 4 + 32],
    });
  });

  it('throws the kept state away itself where the daemon cannot', async () => {
    const done: string[] = [];
    const { code } = await virsh('start vm --force-boot', [
      answer(domainCreateWithFlags, () => {
        throw new Refusal(INVALID_ARG, 'invalid argument: unsupported flags (0x8)');
      }),
      answer(domainHasManagedSaveImage, () => ({ result: 1 })),
      answer(domainManagedSaveRemove, () => {
        done.push('removed');
        return {};
      }),
      answer(domainCreate, () => {
        done.push('started');
        return {};
      }),
    ]);
    expect({ code, done }).toEqual({ code: 0, done: ['removed', 'started'] });
  });

  it('refuses descriptors before anything is started', async () => {
    const { code, stdout, stderr } = await virsh('start vm --pass-fds 3', []);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '\n' });
    expect(stderr).toContain('--pass-fds is not supported');
  });
});
