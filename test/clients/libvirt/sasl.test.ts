import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { loginOf } from '../../../src/clients/libvirt/auth-file.ts';
import { MECHANISMS, scram } from '../../../src/clients/libvirt/sasl.ts';

/** The conversation of RFC 7677, section 3. */
const LOGIN = { user: 'user', password: 'pencil' };
const NONCE = 'rOprNGfwEbeRWgbNEkqO';
const CHALLENGE = 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096';
const PROOF =
  'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=';
const VERDICT = 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=';

const text = (data: Uint8Array | undefined) => data && Buffer.from(data).toString();

describe('SCRAM-SHA-256', () => {
  it("holds RFC 7677's conversation", () => {
    const mechanism = scram(LOGIN, NONCE);
    expect(text(mechanism.first())).toBe(`n,,n=user,r=${NONCE}`);
    expect(text(mechanism.next(Buffer.from(CHALLENGE)))).toBe(PROOF);
    expect(mechanism.next(Buffer.from(VERDICT))).toBeUndefined();
    expect(mechanism.next(new Uint8Array())).toBeUndefined();
  });

  it('does not believe a server that does not know the password', () => {
    const mechanism = scram(LOGIN, NONCE);
    mechanism.next(Buffer.from(CHALLENGE));
    expect(() => mechanism.next(Buffer.from(VERDICT.replace('6', '7')))).toThrow(
      'does not know the password',
    );
    const unproved = scram(LOGIN, NONCE);
    unproved.next(Buffer.from(CHALLENGE));
    expect(() => unproved.next(new Uint8Array())).toThrow('does not know the password');
  });

  it.each([
    ['another nonce', CHALLENGE.replace('rOpr', 'xxxx')],
    ['no nonce of its own', CHALLENGE.replace(/%[^,]*/, '')],
    ['no rounds', CHALLENGE.replace('4096', '0')],
    ['too many rounds', CHALLENGE.replace('4096', '99999999999')],
    ['nonsense', 'nonsense'],
  ])('does not answer %s', (_, challenge) => {
    expect(() => scram(LOGIN, NONCE).next(Buffer.from(challenge))).toThrow('SCRAM');
  });

  it('sends names whole', () => {
    expect(text(scram({ user: 'a,b=c', password: '' }, 'x').first())).toBe('n,,n=a=2Cb=3Dc,r=x');
  });
});

it('PLAIN says it all at once', () => {
  expect(text(MECHANISMS.PLAIN?.(LOGIN).first())).toBe('\0user\0pencil');
});

it('auth.conf has a login for a host, or for all', () => {
  const file = `
    # daemons
    [auth-libvirt-h1]
    credentials = one
    [auth-libvirt-default]
    credentials=all
    [credentials-one]
    authname=fred
    password=a=b
    [credentials-all]
    username=admin`;
  expect(loginOf(file, 'h1')).toEqual({ user: 'fred', password: 'a=b' });
  expect(loginOf(file, 'h2')).toEqual({ user: 'admin' });
  expect(loginOf('', 'h1')).toEqual({});
});
