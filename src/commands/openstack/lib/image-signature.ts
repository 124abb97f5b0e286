/** Signing the data of an image (openstack/image/image_signer.py: RSA-PSS over SHA-256). */
import { constants, createPrivateKey, createSign, type KeyObject } from 'node:crypto';
import type { Source } from '../../../clients/image/source.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';

const PROMPT = 'Please enter private key password, leave empty if none: ';

/** How an image is to be signed. */
export interface Signer {
  readonly key: KeyObject;
  /** The certificate's ID in the key manager. */
  readonly certificate: string;
}

/**
 * Loads the private key for a signature; its password is asked for where there is a terminal, else it must have none
 * (the peer needs a terminal).
 * @throws CommandError as the peer words it, whatever is wrong
 */
export async function loadSigner(context: Context, keyPath: string, certificate: string): Promise<Signer> {
  try {
    if (!context.stdin.isTTY && context.manners === 'peer') throw new Error('there is no terminal');
    const passphrase = context.stdin.isTTY ? await context.askSecret(PROMPT) : undefined;
    const pem = Buffer.from(await context.readFile(keyPath));
    return {
      key: createPrivateKey({ key: pem, ...(passphrase ? { passphrase } : {}) }),
      certificate,
    };
  } catch (error) {
    throw new CommandError('Error during sign operation: private key could not be loaded.', 1, {
      cause: error,
    });
  }
}

/**
 * Signs data.
 * @param source read to its end, and again by the upload
 * @returns the properties that go with the image
 */
export async function signature(signer: Signer, source: Source): Promise<Record<string, string>> {
  const sign = createSign('sha256');
  for await (const piece of source) sign.update(piece);
  const signed = sign.sign({
    key: signer.key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_MAX_SIGN,
  });
  return {
    img_signature: signed.toString('base64'),
    img_signature_certificate_uuid: signer.certificate,
    img_signature_hash_method: 'SHA-256',
    img_signature_key_type: 'RSA-PSS',
  };
}
