import { afterEach, describe, expect, it } from 'vitest';
import {
  domainGetXmlDesc,
  domainIsActive,
  domainLookupByName,
} from '../../../src/clients/libvirt/protocol/domain.ts';
import { domainInterfaceAddresses } from '../../../src/clients/libvirt/protocol/domain-guest.ts';
import { domainGetJobInfo, domainGetJobStats } from '../../../src/clients/libvirt/protocol/domain-image.ts';
import { connectGetAllDomainStats } from '../../../src/clients/libvirt/protocol/hypervisor.ts';
import type { TypedParam } from '../../../src/clients/libvirt/protocol/typed-param.ts';
import { rawText, typedCell, typedText } from '../../../src/commands/virsh/lib/typed.ts';
import {
  type Answer,
  answer,
  type ListeningDaemon,
  listen,
  Refusal,
} from '../../clients/libvirt/listening.ts';
import { runLine } from '../../harness/run.ts';

const NO_SUPPORT = 3;
const domain = (name: string) => ({ name, uuid: new Uint8Array(16), id: 1 });
const daemons: ListeningDaemon[] = [];
afterEach(() => {
  for (const daemon of daemons.splice(0)) daemon.close();
});

/** Runs a line against a daemon that knows every name, and these answers. */
async function run(words: readonly string[], name: 'virsh' | 'ostk', ...answers: readonly Answer[]) {
  const daemon = await listen([answer(domainLookupByName, args => ({ dom: domain(args.name) })), ...answers]);
  daemons.push(daemon);
  const tree = name === 'ostk' ? ['virsh'] : [];
  return runLine([...tree, '-c', daemon.uri, ...words], { name });
}

const many = (...fields: readonly (readonly [field: string, value: bigint])[]): TypedParam[] =>
  fields.map(([field, value]) => ({ field, value: { type: 'ullong', value } }));

describe('domjobinfo', () => {
  const MIGRATION: readonly TypedParam[] = [
    { field: 'operation', value: { type: 'int', value: 5 } },
    ...many(
      ['time_elapsed', 1234n],
      ['time_remaining', 99n],
      ['data_total', 3n * 1024n ** 2n],
      ['data_processed', 1536n],
      ['memory_remaining', 0n],
      ['memory_bps', 2048n],
      ['memory_total', 1024n ** 3n],
      ['memory_dirty_rate', 7n],
      ['disk_bps', 5n],
      ['memory_normal_bytes', 10n],
      ['downtime', 300n],
      ['compression_pages', 4n],
    ),
    { field: 'auto_converge_throttle', value: { type: 'int', value: 20 } },
    { field: 'errmsg', value: { type: 'string', value: 'out of luck' } },
  ];
  const stats = (type: number) => answer(domainGetJobStats, () => ({ type, params: [...MIGRATION] }));

  it('prints a job that is bounded, padded as the peer pads it', async () => {
    const { stdout, code } = await run(['domjobinfo vm'], 'virsh', stats(1));
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'Job type:         Bounded     ',
      'Operation:        Outgoing migration',
      'Time elapsed:     1234         ms',
      'Time remaining:   99           ms',
      'Data processed:   1.500 KiB',
      'Data remaining:   0.000 B',
      'Data total:       3.000 MiB',
      'Memory processed: 0.000 B',
      'Memory remaining: 0.000 B',
      'Memory total:     1.000 GiB',
      'Memory bandwidth: 2.000 KiB/s',
      'Dirty rate:       7            pages/s',
      'Normal data:      10.000 B',
      'Expected downtime: 300          ms',
      'Compressed pages: 4            ',
      'Auto converge throttle: 20           ',
      'Error message:    out of luck',
      '',
      '',
    ]);
  });

  it.each([
    [3, '', ['Job type', 'Operation']],
    [4, '--completed', ['Job type', 'Operation']],
    [0, '--anystats', ['Job type']],
  ])('a job of type %i %s has no numbers', async (type, option, labels) => {
    const { stdout } = await run([`domjobinfo vm ${option}`], 'virsh', stats(type));
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map(line => line.split(':')[0]),
    ).toEqual(labels);
  });

  it('a completed job had a downtime', async () => {
    const { stdout } = await run(['domjobinfo vm --completed'], 'virsh', stats(3));
    expect(stdout).toContain('Total downtime:   300          ms\n');
    expect(stdout).not.toContain('Time remaining');
  });

  it('asks an older daemon in the older way', async () => {
    const refused = answer(domainGetJobStats, () => {
      throw new Refusal(NO_SUPPORT, 'unknown procedure: 298');
    });
    const none = { timeRemaining: 0n, dataTotal: 0n, dataProcessed: 0n, dataRemaining: 0n };
    const memory = { memTotal: 0n, memProcessed: 0n, memRemaining: 0n };
    const file = { fileTotal: 4096n, fileProcessed: 0n, fileRemaining: 0n };
    const info = answer(domainGetJobInfo, () => ({ type: 2, timeElapsed: 5n, ...none, ...memory, ...file }));
    const { stdout } = await run(['domjobinfo vm'], 'virsh', refused, info);
    expect(stdout).toMatch(/^Job type: +Unbounded +\nOperation: +Unknown +\nTime elapsed: +5 +ms\nFile/);
    const { stderr, code } = await run(['domjobinfo vm --completed'], 'virsh', refused);
    expect({ stderr, code }).toEqual({
      stderr:
        'error: Optional flags or --rawstats are not supported by the daemon\nerror: unknown procedure: 298\n',
      code: 1,
    });
  });

  it('tells numbers, not sizes, to programs', async () => {
    const { stdout } = await run(['domjobinfo', 'vm', '-f', 'json'], 'ostk', stats(2));
    expect(JSON.parse(stdout)).toMatchObject({ Operation: 'Outgoing migration', 'Data total': 3145728 });
  });
});

describe('domstats', () => {
  const asked: { names: string[]; stats: number; flags: number }[] = [];
  const stats = answer(connectGetAllDomainStats, ({ doms, ...bits }) => {
    asked.push({ names: doms.map(({ name }) => name), ...bits });
    return { retStats: doms.map(dom => ({ dom, params: many(['cpu.time', 5n], ['big', 2n ** 63n]) })) };
  });

  it('asks once for all domains that are named, the highest flag among the others', async () => {
    asked.length = 0;
    const { stdout } = await run(['domstats --state --vm --enforce a --domain b'], 'virsh', stats);
    expect(asked).toEqual([{ names: ['a', 'b'], stats: 1 + 1024, flags: 2 ** 31 }]);
    const [a, b] = ['a', 'b'].map(name => `Domain: '${name}'\n  cpu.time=5\n  big=9223372036854775808\n`);
    expect(stdout).toBe(`${a}\n${b}\n`);
  });

  it('is one list to programs', async () => {
    asked.length = 0;
    const words = ['domstats', '--domain', 'a', '--domain', 'b', '-f', 'json'];
    const { stdout } = await run(words, 'ostk', stats);
    expect(asked).toHaveLength(1);
    expect(JSON.parse(stdout)).toEqual(
      ['a', 'b'].flatMap(name => [
        { Domain: name, Field: 'cpu.time', Value: 5 },
        { Domain: name, Field: 'big', Value: '9223372036854775808' },
      ]),
    );
  });
});

describe('where a domain can be met', () => {
  it('prints each address of an interface', async () => {
    const addrs = [
      { type: 0, addr: '10.0.0.2', prefix: 24 },
      { type: 1, addr: 'fe80::1', prefix: 64 },
    ];
    const found = answer(domainInterfaceAddresses, () => ({
      ifaces: [
        { name: 'vnet0', hwaddr: '52:54:00:00:00:01', addrs },
        { name: 'lo', hwaddr: undefined, addrs: [] },
      ],
    }));
    const { stdout } = await run(['-q', 'domifaddr vm'], 'virsh', found);
    expect(stdout.split('\n')).toEqual([
      ' vnet0      52:54:00:00:00:01    ipv4         10.0.0.2/24',
      ' -          -                    ipv6         fe80::1/64',
      ' lo         N/A                  N/A          N/A',
      '',
    ]);
    const full = await run(['-q', 'domifaddr vm --full --interface vnet0'], 'virsh', found);
    expect(full.stdout).toContain(' vnet0      52:54:00:00:00:01    ipv6         fe80::1/64\n');
    const data = await run(['domifaddr', 'vm', '-f', 'json'], 'ostk', found);
    expect(JSON.parse(data.stdout)[2]).toEqual({
      Name: 'lo',
      'MAC address': null,
      Protocol: null,
      Address: null,
    });
  });

  it('meets a display that listens everywhere at the host that was connected to', async () => {
    const graphics = "<graphics type='vnc' port='5905' listen='0.0.0.0'/>";
    const xml = `<domain><devices>${graphics}</devices></domain>`;
    const { stdout } = await run(
      ['domdisplay vm'],
      'virsh',
      answer(domainIsActive, () => ({ active: 1 })),
      answer(domainGetXmlDesc, () => ({ xml })),
    );
    expect(stdout).toBe('vnc://127.0.0.1:5\n');
  });

  it('says under its own name that there is no console', async () => {
    const described = answer(domainGetXmlDesc, () => ({ xml: '<domain/>' }));
    const own = await run(['ttyconsole', 'vm'], 'ostk', described);
    expect(own.code).toBe(1);
    expect(own.stderr).toContain("domain 'vm' has no console");
    const peer = await run(['ttyconsole', 'vm'], 'virsh', described);
    expect({ code: peer.code, stderr: peer.stderr }).toEqual({ code: 1, stderr: '' });
  });
});

it('prints values by their types', () => {
  const values = [
    { type: 'boolean', value: true },
    { type: 'double', value: 0.5 },
    { type: 'llong', value: -(2n ** 60n) },
    { type: 'string', value: 'x' },
  ] as const;
  expect(values.map(typedText)).toEqual(['yes', '0.500000', '-1152921504606846976', 'x']);
  expect(values.map(rawText)).toEqual(['1', '0.5', '-1152921504606846976', 'x']);
  expect(values.map(typedCell)).toEqual([true, 0.5, '-1152921504606846976', 'x']);
});
