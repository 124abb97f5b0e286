import { expect, test } from 'vitest';
import { CommandError } from '../../../src/kernel/errors.ts';
import { range } from '../../../src/kernel/keyed.ts';
import {
  arg,
  args,
  choice,
  constant,
  flag,
  int,
  nonNegative,
  optionalArg,
  type Params,
  pairs,
  text,
  texts,
} from '../../../src/kernel/params.ts';
import { help } from '../../../src/kernel/parse/help.ts';
import { HelpRequested, parse, parseKnown, type Spec, UsageError } from '../../../src/kernel/parse/parser.ts';
import { usage } from '../../../src/kernel/parse/usage.ts';
import { globals } from '../../../src/trees/openstack-globals.ts';

const params: Params = {
  name: text('--name <name>', 'Its name'),
  names: texts('--names <name>', 'More names'),
  count: int('-n --count <n>', 'How many'),
  limit: nonNegative('--limit <n>', 'At most'),
  soft: flag('--soft', 'Gently'),
  hard: flag('--hard', 'Not gently'),
  verbose: constant('-v', 1, 0, 'Say more'),
  property: pairs('--property <key=value>', 'A property'),
  kind: choice('--kind', ['a', 'b'], 'Kind'),
  ports: range('--ports <range>', 'Ports'),
  server: arg('<server>', 'A server'),
  rest: args('<more>', 'More', '*'),
};
const spec: Spec = { prog: 'tool thing', params, exclusive: [{ members: ['--soft', '--hard'] }] };
const values = (...argv: string[]) => parse(spec, argv).values;

function sentence(...argv: string[]): string {
  try {
    parse(spec, argv);
  } catch (error) {
    if (error instanceof UsageError) return error.sentence;
    throw error;
  }
  return '';
}

test('what is not typed has its initial value, what is typed is told', () => {
  const parsed = parse(spec, ['s', '--soft']);
  expect(parsed.values).toMatchObject({ server: 's', soft: true, hard: false, name: undefined, rest: [] });
  expect([...parsed.typed].sort()).toEqual(['server', 'soft']);
});

test('values may be glued, options shortened, short options bundled', () => {
  expect(values('s', '--cou=3', '-v')).toMatchObject({ count: 3, verbose: 1 });
  expect(values('s', '-vn3')).toMatchObject({ count: 3, verbose: 1 });
  expect(values('--so', 's', 'a', '--', '--b')).toMatchObject({ server: 's', rest: ['a', '--b'] });
  expect(values('s', '--property', 'a=1', '--property=b=2=3')).toMatchObject({
    property: { a: '1', b: '2=3' },
  });
  expect(values('-5')).toMatchObject({ server: '-5' });
});

test.each([
  [['--nosuch', 's', '--y'], 'unrecognized arguments: --nosuch --y'],
  [['s', '--name'], 'argument --name: expected one argument'],
  [['s', '--kind', 'c'], "argument --kind: invalid choice: 'c' (choose from 'a', 'b')"],
  [[], 'the following arguments are required: <server>, <more>'],
  [['s', '--soft', '--hard'], 'argument --hard: not allowed with argument --soft'],
  [['s', '--na', 'x'], 'ambiguous option: --na could match --name, --names'],
  [['s', '--soft=x'], "argument --soft: ignored explicit argument 'x'"],
  [['s', '-vx'], "argument -v: ignored explicit argument 'x'"],
  [['s', '-n', 'x'], "argument -n/--count: invalid int value: 'x'"],
  [['s', '--limit', '-1'], 'argument --limit: --limit expected a non-negative integer'],
  [['s', '--property', 'x'], "argument --property: Expected 'key=value' type, but got: x"],
])('%j is refused', (argv, expected) => {
  expect(sentence(...argv)).toBe(expected);
});

test('a required exclusive group asks for one of its members', () => {
  const strict: Spec = {
    prog: 'tool',
    params: { up: flag('--up', ''), down: flag('--down', ''), where: optionalArg('<where>', '') },
    exclusive: [{ members: ['--up', '--down', 'where'], required: true }],
  };
  expect(() => parse(strict, [])).toThrow('one of the arguments --up --down <where> is required');
  expect(parse(strict, ['w']).values).toEqual({ up: false, down: false, where: 'w' });
  expect(usage(strict, 80)).toBe('usage: tool [-h] (--up | --down | <where>)\n');
});

test('an error carries the usage as it is printed', () => {
  expect(() => parse(spec, [], 60)).toThrow(UsageError);
  try {
    parse(spec, [], 60);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.message).toBe(`${usage(spec, 60)}tool thing: error: ${error.sentence}`);
    expect(Math.max(...error.usage.split('\n').map(line => line.length))).toBeLessThanOrEqual(58);
  }
});

test('-h counts where it stands; an error in front of it goes first', () => {
  expect(() => parse(spec, ['-vh', '--nosuch'])).toThrow(HelpRequested);
  expect(() => parse(spec, ['--kind', 'c', '-h'])).toThrow(UsageError);
});

test('an integer outside of argparse is an error of the command', () => {
  expect(values('s', '--ports', '1:2')).toMatchObject({ ports: [1, 2] });
  expect(() => values('s', '--ports', 'x')).toThrow(CommandError);
  expect(() => values('s', '--ports', 'x')).toThrow("invalid literal for int() with base 10: 'x'");
});

test('global options stand anywhere; the rest keeps its order', () => {
  const argv = [
    '-v',
    'server',
    '--os-clou',
    'c',
    'list',
    '--name',
    'x',
    '-vv',
    '-f',
    'json',
    '--',
    '--debug',
  ];
  const parsed = parseKnown(globals('openstack'), argv);
  expect(parsed.values).toMatchObject({ cloud: 'c', verbose_level: 4, debug: false });
  expect(parsed.rest).toEqual(['server', 'list', '--name', 'x', '-f', 'json', '--', '--debug']);
});

test('own options are spelled out, and --as stands in front', () => {
  const known = (...argv: string[]) => parseKnown(globals('openstack'), argv);
  expect(known('--os-cloud', 'c', '--as', 'openstack', 'trait', 'list', '--as')).toMatchObject({
    values: { as: 'openstack' },
    rest: ['trait', 'list', '--as'],
  });
  expect(known('server', 'list', '--no-token-cache').values.no_token_cache).toBe(true);
  expect(known('server', 'list', '--no-token').rest).toEqual(['server', 'list', '--no-token']);
  expect(known('--openrc', 'f', '--openrc-arg', 'a', '--openrc-arg=b').values).toMatchObject({
    openrc: 'f',
    openrc_arg: ['a', 'b'],
  });
  expect(help(globals('openstack'), 80)).not.toContain('--openrc');
  expect(help(globals('ostk'), 80)).toContain('--openrc-arg ARG');
});

test('--version ends the line', () => {
  expect(parseKnown(globals('openstack'), ['--version', '--os-interface', 'bad']).values.version).toBe(true);
  expect(() => parseKnown(globals('openstack'), ['--os-interface', 'bad', '--version'])).toThrow(UsageError);
});
