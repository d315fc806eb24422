/** Signatures by HMAC-SHA256, under a key of its own for each purpose. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Signer, Signers } from '../../ports/signer.ts';

/** Bytes of key and of signature. RFC 2104 §5 lets a signature be cut to half of the hash, which is what fits a message. */
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 16;

/** The fewest characters a key may have. */
export const SHORTEST_KEY = 32;

/** The key is too short to keep anybody out; it is not repeated. */
export class WeakKey extends Error {
  override name = 'WeakKey';
}

/** Keys are derived by HKDF (RFC 5869), one for each purpose. Refuses a key of fewer than 32 characters. */
export function systemSigners(key: string): Signers {
  if (key.length < SHORTEST_KEY)
    throw new WeakKey(`the signing key is too short; expected at least ${SHORTEST_KEY} characters`);
  return { links: signerFor(key, 'links'), feeds: signerFor(key, 'feeds'), marks: signerFor(key, 'marks') };
}

function signerFor(key: string, purpose: keyof Signers): Signer {
  const own = Buffer.from(hkdfSync('sha256', key, '', `duban/${purpose}/1`, KEY_BYTES));
  const sign = (text: string) =>
    createHmac('sha256', own).update(text).digest().subarray(0, SIGNATURE_BYTES).toString('base64url');
  return {
    sign,
    // Texts are compared, not the bytes they stand for: of two spellings of the same bytes one is altered.
    verify: (text, signature) => same(Buffer.from(sign(text)), Buffer.from(signature)),
  };
}

function same(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
