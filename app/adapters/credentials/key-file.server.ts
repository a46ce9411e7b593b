import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
} from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { cannotStart } from "#app/domain/cannot-start.ts";

/** An Ed25519 key pair as it lies in the key file. */
const Jwk = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  d: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
/** The first key signs; every key listed stays published, so that what it signed can be verified. */
const KeyFile = z.strictObject({ keys: z.array(Jwk).min(1).max(50) });

export type SigningKey = {
  readonly privateKey: KeyObject;
  /** The 32 raw bytes. */
  readonly publicBytes: Uint8Array;
  readonly x: string;
};

/**
 * Reads the signing keys, making the file with mode 0600 on the first start.
 *
 * @throws CannotStart with one line when others may read the file or it holds no usable key.
 */
export function openKeyFile(path: string): readonly SigningKey[] {
  makeOnce(path);
  const mode = statSync(path).mode & 0o777;
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw cannotStart(
      `The signing key ${path} may be read by others (mode ${mode.toString(8)}). Make it yours alone: chmod 600 ${path}`,
    );
  }
  return parseKeys(path).map(keyOf(path));
}

/** Two first starts at once agree on one key: a link is made by exactly one of them. */
function makeOnce(path: string): void {
  if (exists(path)) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync("ed25519");
  const { kty, crv, x, d } = privateKey.export({ format: "jwk" });
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, `${JSON.stringify({ keys: [{ kty, crv, x, d }] })}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (fault) {
    if (!exists(path)) throw cannotStart(`The signing key ${path} could not be written.`, fault);
  } finally {
    rmSync(draft, { force: true });
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function parseKeys(path: string): z.output<typeof KeyFile>["keys"] {
  try {
    return KeyFile.parse(JSON.parse(readFileSync(path, "utf8"))).keys;
  } catch (fault) {
    throw cannotStart(
      `The signing key ${path} is not a key file of this portal. Restore it from the backup; a new key would orphan what was signed.`,
      fault,
    );
  }
}

function keyOf(path: string) {
  return (jwk: z.output<typeof Jwk>): SigningKey => {
    const privateKey = createPrivateKey({ key: jwk, format: "jwk" });
    const { x } = createPublicKey(privateKey).export({ format: "jwk" });
    if (x !== jwk.x) throw cannotStart(`The signing key ${path} holds halves of different keys.`);
    return { privateKey, x: jwk.x, publicBytes: Buffer.from(jwk.x, "base64url") };
  };
}
