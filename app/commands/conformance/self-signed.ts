import { generateKeyPairSync, sign } from "node:crypto";

/**
 * A certificate for `localhost` that signed itself, made anew each time: enough for a server that only
 * this machine reaches.
 *
 * @returns PEM texts.
 * @source RFC 5280 section 4.1 (Certificate), X.690 (DER)
 */
export function selfSigned(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const body = sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, [1]),
    ecdsaWithSha256,
    localhost,
    // Long enough that no clock is needed to say when it was made.
    sequence(der(0x17, "260101000000Z"), der(0x17, "491231235959Z")),
    localhost,
    spki,
    der(0xa3, sequence(altNames, authority)),
  );
  const signature = sign("sha256", body, privateKey);
  const whole = sequence(body, ecdsaWithSha256, der(0x03, [0], signature));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: pem(whole),
  };
}

type Part = Uint8Array | readonly number[] | string;

/** One element: tag, length, content. */
function der(tag: number, ...parts: readonly Part[]): Buffer {
  const content = Buffer.concat(
    parts.map((each) => (typeof each === "string" ? Buffer.from(each) : Uint8Array.from(each))),
  );
  const { length } = content;
  const head = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Uint8Array.from([tag, ...head]), content]);
}

function sequence(...parts: readonly Part[]): Buffer {
  return der(0x30, ...parts);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
const localhost = sequence(der(0x31, sequence(oid("550403"), der(0x0c, "localhost"))));
const altNames = sequence(
  oid("551d11"),
  der(0x04, sequence(der(0x82, "localhost"), der(0x87, [127, 0, 0, 1]))),
);
/** It vouches for itself, so that a client can be told to trust it. */
const authority = sequence(
  oid("551d13"),
  der(0x01, [0xff]),
  der(0x04, sequence(der(0x01, [0xff]))),
);

function pem(bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
