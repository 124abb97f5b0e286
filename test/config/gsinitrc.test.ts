import { describe, expect, test } from 'vitest';
import { ConfigError, explain } from '../../src/config/errors.ts';
import { gsinitrcPlaces, parseGsinitrc } from '../../src/config/gsinitrc.ts';

const WHOLE = `#AZ1
AppInfo:
  Username: "root"
  Password: "one"
  EndPoint: "10.0.0.1:2379"
  BakEndPoint: "http://10.0.0.2:2379"
  MaxCallSendMsgSize: 10485760
  MaxCallRecvMsgSize: 107374182400
  KeepAliveTime: 30
  KeepAliveTimeout: 10
MongoConf:
  EndPoint: "10.0.0.1:27017"
  EndPoints:
    - "10.0.0.1:27017"
    - "10.0.0.2:27017"
  Username: "root"
  Password: "two"
  Timeout: 300
  Worker: 10
`;

function mistakes(source: string): string {
  try {
    parseGsinitrc('rc', source);
  } catch (error) {
    if (error instanceof ConfigError) return explain(error);
    throw error;
  }
  return '';
}

describe('gsinitrc', () => {
  test('credentials are not part of an endpoint, and are not said', () => {
    const said = mistakes('AppInfo:\n  EndPoint: a:1\nMongoConf:\n  EndPoints: [u:hush@b:1]\n');
    expect(said).toContain('rc:4:3');
    expect(said).toContain('Username and Password');
    expect(said).not.toContain('hush');
  });

  test('a whole one, in units of clients', () => {
    const { gsinitrc, warnings } = parseGsinitrc('rc', WHOLE);
    expect(warnings).toEqual([]);
    expect(gsinitrc.etcd).toEqual({
      endpoints: ['10.0.0.1:2379', 'http://10.0.0.2:2379'],
      username: 'root',
      password: 'one',
      maxSend: 10_485_760,
      maxReceive: 107_374_182_400,
      keepAliveTime: 30_000,
      keepAliveTimeout: 10_000,
      prefix: undefined,
    });
    expect(gsinitrc.mongo).toMatchObject({
      endpoints: ['10.0.0.1:27017', '10.0.0.2:27017'],
      timeout: 300_000,
      pool: 10,
    });
  });

  test('unknown keys warn with their place', () => {
    const { warnings } = parseGsinitrc('rc', `${WHOLE}  Wroker: 3\nExtra: 1\n`);
    expect(warnings).toEqual(['rc:20:3: unknown key MongoConf.Wroker', 'rc:21:1: unknown key Extra']);
  });

  test('wrong types and missing endpoints are errors with their place', () => {
    const source = WHOLE.replace('Timeout: 300', 'Timeout: soon').replace(
      'Username: "root"',
      'Username: [a]',
    );
    expect(mistakes(source)).toBe(
      'rc:3:3: AppInfo.Username must be text\nrc:18:3: MongoConf.Timeout must be a positive whole number',
    );
    expect(mistakes('AppInfo:\n  Username: "a"\nMongoConf:\n  EndPoint: "b:1"\n')).toBe(
      'rc:1:1: AppInfo has no EndPoint',
    );
    expect(mistakes('AppInfo:\n  EndPoint: ""\nMongoConf:\n  EndPoint: "b:1"\n  Worker: 1.5\n')).toBe(
      'rc:2:3: AppInfo.EndPoint must not be empty\nrc:5:3: MongoConf.Worker must be a positive whole number',
    );
    expect(mistakes('AppInfo:\n  Username: [a]\n  EndPoint: "a:1"\nMongoConf:\n  Worker: 2\n')).toBe(
      'rc:2:3: AppInfo.Username must be text\nrc:4:1: MongoConf has no EndPoint',
    );
    expect(mistakes('- 1\n')).toBe('rc:1:1: a gsinitrc holds AppInfo and MongoConf');
    expect(mistakes('AppInfo: [\n')).toMatch(/^rc:\d+:\d+: /);
  });

  test('what YAML has doubts about is told, without the value', () => {
    const { gsinitrc, warnings } = parseGsinitrc('rc', WHOLE.replace('"one"', '!sekret5 one'));
    expect([gsinitrc.etcd.password, warnings.length]).toEqual(['one', 1]);
    expect(warnings[0]).toMatch(/^rc:4:13: unknown tag/);
    expect(warnings[0]).not.toContain('sekret5');
  });

  test.each([
    ['!e!sekret5', 'rc:2:13: unknown tag'],
    ['|sekret5', 'rc:2:14: Block scalar header'],
    ['"\\xsekret5"', 'rc:2:14: invalid escape sequence'],
    ['*sekret5', 'rc:2:3: AppInfo.Password must be text'],
    ['"a" sekret5', 'rc:2:17: Unexpected scalar at node end'],
    ['}sekret5', 'rc:2:13: Unexpected flow-map-end token'],
    ['@sekret5', 'rc:2:13: Plain value cannot start with'],
  ])('a password of %s is not said', (word, said) => {
    const text = mistakes(`AppInfo:\n  Password: ${word}\n  EndPoint: a:1\nMongoConf:\n  EndPoint: b:1\n`);
    expect(text).toContain(said);
    expect(text).not.toContain('sekret5');
  });

  test('options of an endpoint are its own, but for secrets', () => {
    const text = (endpoint: string) =>
      `AppInfo:\n  EndPoint: a:1\nMongoConf:\n  EndPoint: "mongodb://b:1/?${endpoint}"\n`;
    expect(parseGsinitrc('rc', text('replicaSet=rs0&tls=true')).gsinitrc.mongo.endpoints).toEqual([
      'mongodb://b:1/?replicaSet=rs0&tls=true',
    ]);
    for (const option of ['tlsCertificateKeyFilePassword=hush', 'proxyPassword=hush']) {
      const said = mistakes(text(option));
      expect(said).toContain('must be without credentials');
      expect(said).not.toContain('hush');
    }
  });

  test('a value that got into an unknown key is not told', () => {
    const { warnings } = parseGsinitrc('rc', WHOLE.replace('Username: "root"', '"Passwort:sekret5": "x"'));
    expect(warnings.join()).toContain('unknown key AppInfo.Passwort');
    expect(warnings.join()).not.toContain('sekret5');
  });
});

describe('where a gsinitrc is', () => {
  test.each([
    [{}, {}, ['gsinitrc.yml', '/etc/gostack/gsinitrc.yml'], false],
    [{}, { GS_AZ: 'az1' }, ['gsinitrc.yml-az1', '/etc/gostack/gsinitrc.yml-az1'], true],
    [{ zone: 'az2' }, { GS_AZ: 'az1' }, ['gsinitrc.yml-az2', '/etc/gostack/gsinitrc.yml-az2'], true],
    [{ zone: 'az2' }, { GS_INITRC: '/rc' }, ['gsinitrc.yml-az2', '/etc/gostack/gsinitrc.yml-az2'], true],
    [{ file: 'mine-az2', zone: 'az2' }, {}, ['mine-az2'], true],
    [{}, { GS_INITRC: '/rc', GS_AZ: 'az1' }, ['/rc'], true],
    [{ file: 'mine' }, { GS_INITRC: '/rc' }, ['mine'], true],
  ])('%o with %o', (asked, env, paths, must) => {
    expect(gsinitrcPlaces({ ...asked, env })).toEqual({ paths, asked: must });
  });

  test('a file of another zone than the one that is typed', () => {
    expect(() => gsinitrcPlaces({ file: 'gsinitrc.yml-az1', zone: 'az2', env: {} })).toThrow(
      "is not of the zone 'az2'",
    );
  });

  test('a zone is no path', () => {
    expect(() => gsinitrcPlaces({ zone: '../x', env: {} })).toThrow("'../x' cannot be a zone");
  });
});
