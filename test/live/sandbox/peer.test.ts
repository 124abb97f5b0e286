/**
 * The peer's client on `ostk sandbox serve`: every command of ostk's works, and prints what ostk prints.
 * Those of identity are in identity-peer.test.ts.
 */
import { readFileSync } from 'node:fs';
import { families } from './peer/families.ts';
import { expectLines, runFamilies, surface } from './peer/lines.ts';

/** A public key that nobody has the other half of. */
const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPBEF5Pd+c70e/DdHqpscxFeqZA2Qta8dGXmtERZ7BCc someone@somewhere';

runFamilies(families, { 'key.pub': `${KEY}\n`, 'user-data': '#!/bin/sh\necho ünïcode\n' });

const { group } = surface();
const promised = readFileSync(new URL('../../surface/promised.txt', import.meta.url), 'utf8');
expectLines(
  promised
    .trim()
    .split('\n')
    .filter(command => group(command) !== 'identity.v3'),
  families,
);
