import { expect, test } from 'vitest';
import { peerSuggestions, suggest } from '../../../src/kernel/parse/suggest.ts';

const phrases = [
  ...['server list', 'server show', 'server create', 'server delete', 'server rebuild', 'server reboot'],
  ...[
    'server resize',
    'server resize confirm',
    'server add volume',
    'server add fixed ip',
    'server remove volume',
    'server set',
    'server unset',
  ],
  ...[
    'service list',
    'service show',
    'image list',
    'image show',
    'volume list',
    'volume create',
    'flavor list',
  ],
  ...['network list', 'network create', 'security group list', 'security group rule list', 'limits show'],
];

test.each([
  ['servr list', 'server list'],
  ['server lst', 'server list'],
  ['sevrer list', 'server list'],
  ['server rebuld', 'server rebuild'],
  ['server rebuld vm-1', 'server rebuild'],
  ['server resize confrm', 'server resize confirm'],
  ['list server', 'server list'],
  ['images list', 'image list'],
  ['flavour list --all', 'flavor list'],
  ['netwrok create net1', 'network create'],
  ['security-group list', 'security group list'],
  ['securty group rule list', 'security group rule list'],
  ['server add vol', 'server add volume'],
  ['SERVER LIST', 'server list'],
])('%s is perhaps %s', (line, best) => {
  expect(suggest(line.split(' '), phrases)[0]).toBe(best);
});

test('at most eight are named, none for nonsense', () => {
  expect(suggest(['server'], phrases).length).toBeLessThanOrEqual(8);
  expect(suggest(['zzzzzz', 'qqq'], phrases)).toEqual([]);
  expect(suggest(['--nothing'], phrases)).toEqual([]);
});

test("the peer's words", () => {
  expect(peerSuggestions('openstack', ['flavr', 'list'], phrases)).toEqual({
    found: true,
    lines:
      "openstack: 'flavr list' is not an openstack command. See 'openstack --help'.\n" +
      'Did you mean one of these?\n  flavor list\n',
  });
  expect(peerSuggestions('openstack', ['x', 'y'], [])).toEqual({
    found: false,
    lines: "Unknown command ['x', 'y']",
  });
});
