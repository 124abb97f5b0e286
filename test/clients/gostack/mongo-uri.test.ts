/** Endpoints of a gsinitrc as connection strings, and what the driver reads in them. */
import { MongoClient } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { StoreUnavailable } from '../../../src/clients/gostack/errors.ts';
import { mongoAddress } from '../../../src/clients/gostack/mongo-uri.ts';
import type { MongoSettings } from '../../../src/clients/gostack/settings.ts';

const address = (endpoint: string | readonly string[], more: Partial<MongoSettings> = {}) =>
  mongoAddress({ endpoints: [endpoint].flat(), ...more });

/** The driver's options for an address; nothing is sent. */
function driven(endpoint: string | readonly string[], more: Partial<MongoSettings> = {}) {
  const { uri, options } = address(endpoint, more);
  return new MongoClient(uri, options).options;
}

describe('an endpoint', () => {
  test.each([
    ['h:1', 'mongodb://h:1/', true],
    ['mongodb://h:1', 'mongodb://h:1/', true],
    ['MongoDB://h:1/', 'mongodb://h:1/', true],
    ['[::1]:1', 'mongodb://[::1]:1/', true],
    ['h:1,i:2', 'mongodb://h:1,i:2/', false],
    [['h:1', 'mongodb://i:2'], 'mongodb://h:1,i:2/', false],
    ['mongodb://h:1/?replicaSet=rs0&tls=true', 'mongodb://h:1/?replicaSet=rs0&tls=true', undefined],
    ['h:1/?directConnection=false', 'mongodb://h:1/?directConnection=false', undefined],
    [
      ['mongodb://h:1/?replicaSet=rs0', 'mongodb://i:2/?replicaSet=rs0'],
      'mongodb://h:1,i:2/?replicaSet=rs0',
      undefined,
    ],
    [
      'mongodb+srv://name.example/?retryWrites=false',
      'mongodb+srv://name.example/?retryWrites=false',
      undefined,
    ],
  ])('%s is %s', (endpoint, uri, direct) => {
    const found = address(endpoint);
    expect([found.uri, found.options.directConnection]).toEqual([uri, direct]);
  });

  test('its options reach the driver', () => {
    const options = driven(
      'mongodb://h:1,i:2/?replicaSet=rs0&tls=true&authSource=users&readPreference=nearest',
    );
    expect(options).toMatchObject({ replicaSet: 'rs0', tls: true, directConnection: false });
    expect(options.readPreference.mode).toBe('nearest');
    expect(options.hosts.map(String)).toEqual(['h:1', 'i:2']);
  });

  test('its options go before the defaults', () => {
    expect(driven('h:1')).toMatchObject({
      connectTimeoutMS: 10_000,
      maxPoolSize: 10,
      socketTimeoutMS: 300_000,
    });
    expect(driven('h:1/?connectTimeoutMS=5&maxPoolSize=3&appName=x&sockettimeoutms=7')).toMatchObject({
      connectTimeoutMS: 5,
      maxPoolSize: 3,
      socketTimeoutMS: 7,
      appName: 'x',
    });
  });

  test('its database is used where the gsinitrc has none', () => {
    expect(address('h:1').database).toBe('gostack');
    expect(address('h:1/mine').database).toBe('mine');
    expect(address('h:1/mine', { database: 'other' })).toMatchObject({
      database: 'other',
      uri: 'mongodb://h:1/mine',
    });
  });

  test.each([
    ['http://h:1', 'http://'],
    ['mongodb://', 'neither host:port nor'],
    ['h:1#x', 'neither host:port nor'],
    [['mongodb+srv://a.example', 'h:1'], 'mongodb+srv:// has one name'],
    ['mongodb+srv://a.example:27017', 'without a port'],
    [['h:1/%zz'], "the database '%zz' is not escaped as a URI is"],
    [['h:1/a', 'i:1/b'], 'several databases: a, b'],
  ])('%s is refused in one line', (endpoint, said) => {
    const refused = () => address(endpoint);
    expect(refused).toThrow(StoreUnavailable);
    expect(refused).toThrow(said);
    expect(refused).not.toThrow('\n');
  });

  test('says nothing that the gsinitrc says as well', () => {
    expect(() => address('h:1/?maxPoolSize=3', { pool: 5 })).toThrow('Worker and');
    expect(() => address('h:1/?socketTimeoutMS=3', { timeout: 5 })).toThrow('Timeout and');
  });
});
