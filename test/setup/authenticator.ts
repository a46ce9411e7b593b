import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** An authenticator in software, after the standard alone. @source W3C WebAuthn level 3, section 6 */
export type SoftKey = {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly cose: Buffer;
  counter: number;
};

type At = { readonly origin: string; readonly verified?: boolean; readonly handle?: string };

const url = (bytes: Buffer) => bytes.toString("base64url");
const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const hostOf = (origin: string) => new URL(origin).hostname;

export function softKey(): SoftKey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
  const cose = Buffer.concat([
    Buffer.from("a5010203262001215820", "hex"),
    Buffer.from(x, "base64url"),
    Buffer.from("225820", "hex"),
    Buffer.from(y, "base64url"),
  ]);
  return { id: url(randomBytes(32)), privateKey, cose, counter: 0 };
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function authData(origin: string, flags: number, counter: number, more = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(flags, 0);
  head.writeUInt32BE(counter, 1);
  return Buffer.concat([sha256(hostOf(origin)), head, more]);
}

/** What a browser sends after it made this key. */
export function made(key: SoftKey, challenge: string, { origin, verified = true }: At): string {
  const id = Buffer.from(key.id, "base64url");
  const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key.cose]);
  const data = authData(origin, verified ? 0x45 : 0x41, key.counter, attested);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(data.length);
  const attestationObject = Buffer.concat([
    Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746159", "hex"),
    size,
    data,
  ]);
  return JSON.stringify({
    id: key.id,
    rawId: key.id,
    type: "public-key",
    clientExtensionResults: {},
    response: {
      clientDataJSON: url(clientData("webauthn.create", challenge, origin)),
      attestationObject: url(attestationObject),
      transports: ["internal"],
    },
  });
}

/** What a browser sends after this key answered a challenge. */
export function answer(
  key: SoftKey,
  challenge: string,
  { origin, verified = true, handle }: At,
): string {
  key.counter += 1;
  const data = authData(origin, verified ? 0x05 : 0x01, key.counter);
  const client = clientData("webauthn.get", challenge, origin);
  const signature = sign("sha256", Buffer.concat([data, sha256(client)]), key.privateKey);
  return JSON.stringify({
    id: key.id,
    rawId: key.id,
    type: "public-key",
    clientExtensionResults: {},
    response: {
      authenticatorData: url(data),
      clientDataJSON: url(client),
      signature: url(signature),
      ...(handle ? { userHandle: handle } : {}),
    },
  });
}
