import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
} from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { cannotStart } from "#app/domain/cannot-start.ts";

const Part = z.string().regex(/^[A-Za-z0-9_-]+$/);
/** The halves of a key pair, as RFC 8037 and RFC 7518 write them; a retired key has only the public one. */
const Ed25519Jwk = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: Part.length(43),
  d: Part.length(43).optional(),
});
const RsaJwk = z.strictObject({
  kty: z.literal("RSA"),
  n: Part.min(512),
  e: Part,
  d: Part.optional(),
  p: Part.optional(),
  q: Part.optional(),
  dp: Part.optional(),
  dq: Part.optional(),
  qi: Part.optional(),
});
const Jwk = z.discriminatedUnion("kty", [Ed25519Jwk, RsaJwk]);
/** Of each kind the first key signs; every other one stays published, so that what it signed verifies. */
const KeyFile = z.strictObject({ keys: z.array(Jwk).min(1).max(100) });

export type Jwk = z.output<typeof Jwk>;
type Kind = Jwk["kty"];

/** @source NIST SP 800-57 part 1: 128 bits of strength need an RSA modulus of 3072 bits */
const rsaBits = 3072;
const inBackground = promisify(generateKeyPair);

export type KeyPair = {
  readonly publicJwk: PublicJwk;
  readonly privateKey: KeyObject;
};
export type PublicJwk =
  | { readonly kty: "OKP"; readonly crv: "Ed25519"; readonly x: string }
  | { readonly kty: "RSA"; readonly n: string; readonly e: string };

export type Keys = {
  /** Signs proofs. */
  readonly proof: KeyPair;
  /** Signs the JWT twins. */
  readonly jwt: KeyPair;
  /** Every key that signs or has signed, newest first. */
  readonly published: readonly PublicJwk[];
};

/**
 * Reads the signing keys, making the file with mode 0600 on the first start. A file without a key for
 * JWTs is given one.
 *
 * @throws CannotStart with one line when others may read the file or it holds no usable key.
 */
export function openKeyFile(path: string): Keys {
  if (!exists(path)) makeOnce(path);
  refuseIfShared(path);
  const found = parseKeys(path);
  const keys = found.some((each) => each.kty === "RSA") ? found : addTo(path, "RSA");
  return {
    proof: signingPair(path, keys, "OKP"),
    jwt: signingPair(path, keys, "RSA"),
    published: keys.map(publicHalf),
  };
}

/**
 * What the file holds once new keys are in front: what signed until now keeps only its public half.
 *
 * @throws CannotStart as above.
 */
export async function withNewKeys(path: string): Promise<readonly Jwk[]> {
  refuseIfShared(path);
  // An RSA key takes a third of a second, which the loop that answers staffing does not have.
  const { privateKey } = await inBackground("rsa", { modulusLength: rsaBits });
  const rsa = Jwk.parse(privateKey.export({ format: "jwk" }));
  return [newKey("OKP"), rsa, ...parseKeys(path).map(publicHalf)];
}

/** Two first starts at once agree on one file: a link is made by exactly one of them. */
function makeOnce(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = write(path, [newKey("OKP"), newKey("RSA")]);
  try {
    linkSync(draft, path);
  } catch (fault) {
    if (!exists(path)) throw cannotStart(`The signing key ${path} could not be written.`, fault);
  } finally {
    rmSync(draft, { force: true });
  }
}

function addTo(path: string, kind: Kind): readonly Jwk[] {
  return change(path, (keys) =>
    keys.some((each) => each.kty === kind) ? keys : [...keys, newKey(kind)],
  );
}

/** Replaces the file as a whole, one process at a time. */
export function change(path: string, how: (keys: readonly Jwk[]) => readonly Jwk[]) {
  const lock = `${path}.lock`;
  try {
    writeFileSync(lock, "", { flag: "wx", mode: 0o600 });
  } catch (fault) {
    const advice = `If no other portal is starting, remove ${lock}.`;
    throw cannotStart(`The signing key ${path} is being changed. ${advice}`, fault);
  }
  try {
    const keys = how(parseKeys(path));
    renameSync(write(path, keys), path);
    return keys;
  } catch (fault) {
    if (fault instanceof Error && "code" in fault) {
      throw cannotStart(`The signing key ${path} could not be written.`, fault);
    }
    throw fault;
  } finally {
    rmSync(lock, { force: true });
  }
}

function write(path: string, keys: readonly Jwk[]): string {
  const draft = `${path}.${randomUUID()}`;
  writeKeys(draft, keys);
  return draft;
}

/** A file of its own, readable by its owner alone; refused by the system where there is one already. */
export function writeKeys(path: string, keys: readonly Jwk[]): void {
  const how = { mode: 0o600, flush: true, flag: "wx" } as const;
  writeFileSync(path, `${JSON.stringify({ keys })}\n`, how);
}

function newKey(kind: Kind): Jwk {
  const { privateKey } =
    kind === "OKP"
      ? generateKeyPairSync("ed25519")
      : generateKeyPairSync("rsa", { modulusLength: rsaBits });
  return Jwk.parse(privateKey.export({ format: "jwk" }));
}

function refuseIfShared(path: string): void {
  const mode = statSync(path).mode & 0o777;
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw cannotStart(
      `The signing key ${path} may be read by others (mode ${mode.toString(8)}). Make it yours alone: chmod 600 ${path}`,
    );
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

export function parseKeys(path: string): Jwk[] {
  try {
    return KeyFile.parse(JSON.parse(readFileSync(path, "utf8"))).keys;
  } catch (fault) {
    throw cannotStart(
      `The signing key ${path} is not a key file of this portal. Restore it from the backup; a new key would orphan what was signed.`,
      fault,
    );
  }
}

function signingPair(path: string, keys: readonly Jwk[], kind: Kind): KeyPair {
  const jwk = keys.find((each) => each.kty === kind);
  if (!jwk?.d) {
    throw cannotStart(`The signing key ${path} has no private half of a key that may sign.`);
  }
  const publicJwk = publicHalf(jwk);
  try {
    const privateKey = createPrivateKey({ key: jwk, format: "jwk" });
    const derived = createPublicKey(privateKey).export({ format: "jwk" });
    const fits = jwk.kty === "OKP" ? derived.x === jwk.x : derived.n === jwk.n;
    if (fits) return { publicJwk, privateKey };
  } catch (fault) {
    throw cannotStart(`The signing key ${path} holds a key that cannot be read.`, fault);
  }
  throw cannotStart(`The signing key ${path} holds halves of different keys.`);
}

export function publicHalf(jwk: Jwk): PublicJwk {
  return jwk.kty === "OKP"
    ? { kty: jwk.kty, crv: jwk.crv, x: jwk.x }
    : { kty: jwk.kty, n: jwk.n, e: jwk.e };
}
