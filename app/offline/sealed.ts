/** Bytes that only this person's key in this browser can read. */
export type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly bytes: ArrayBuffer };

const algorithm = "AES-GCM";

/** A key that can be used here and never be taken out. */
export function makeKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ["encrypt", "decrypt"]);
}

/**
 * @param about  What the bytes belong to: they open for nothing else.
 * @source NIST SP 800-38D: 96-bit nonce, never used twice under one key
 */
export async function seal(key: CryptoKey, about: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { iv, bytes: await crypto.subtle.encrypt(options(iv, about), key, plain) };
}

/** @throws where the bytes were changed, belong to something else, or were sealed with another key. */
export async function unseal(
  key: CryptoKey,
  about: string,
  { iv, bytes }: Sealed,
): Promise<unknown> {
  const plain = await crypto.subtle.decrypt(options(iv, about), key, bytes);
  return JSON.parse(new TextDecoder().decode(plain));
}

function options(iv: Uint8Array<ArrayBuffer>, about: string): AesGcmParams {
  return { name: algorithm, iv, additionalData: new TextEncoder().encode(about) };
}
