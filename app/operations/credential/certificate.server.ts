import { createHash } from "node:crypto";
import qrcode from "qrcode";
import { type Certificate, certificatePdf } from "#app/adapters/pdf/certificate.server.ts";
import { say } from "#app/domain/copy.ts";
import { claimsOf } from "#app/domain/credential/claims.ts";
import { isObject, type JsonObject, listOf } from "#app/domain/credential/json.ts";
import { allow, type Result } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { localParts } from "#app/domain/time/wall-time.ts";
import type { Context } from "../context.server.ts";
import { type PublicCredential, showCredential, showDocument } from "./show-credential.server.ts";

/**
 * The certificate of a credential to print: what was signed, by whom, and where to see how it stands. It
 * claims no state, since paper cannot know that it was revoked.
 *
 * @returns refusal `no_such_credential`, `record_away`.
 */
export async function showCertificate(ctx: Context, id: string): Promise<Result<Uint8Array>> {
  const [shown, signed] = [await showCredential(ctx, id), await showDocument(ctx, id)];
  if (!shown.ok) return shown;
  if (!signed.ok) return signed;
  return allow(await certificatePdf(certificateOf(ctx, shown.value, signed.value)));
}

/** What the page says comes from the signed document, so that paper and signature cannot differ. */
function certificateOf(ctx: Context, shown: PublicCredential, text: string): Certificate {
  const document = JSON.parse(text) as JsonObject;
  const claims = claimsOf(document);
  const holder = identityOf(document, "name") ?? claims.holder;
  const registration = identityOf(document, "ext:registration");
  const { modules } = qrcode.create(shown.url, { errorCorrectionLevel: "M" });
  const { url, issuer, signer, timeZone } = shown;
  return {
    holder,
    credential: claims.name,
    meaning: String(document.description ?? ""),
    url,
    signedAt: shown.issuedAt,
    qr: { size: modules.size, dark: [...modules.data].map(Boolean) },
    facts: [
      { label: "Registration", value: registration ?? "Not on record when it was signed" },
      { label: "Credential", value: `${claims.name} (${shown.code}), curriculum ${shown.release}` },
      { label: "Attested by", value: `${issuer.programme}, ${issuer.name}` },
      {
        label: "Signed by",
        value: `${signer.name}, ${say(ctx.content.copy, `roles.${signer.role}`)}`,
      },
      { label: "Issued", value: momentOf(shown.issuedAt as Instant, timeZone) },
      { label: "Valid from", value: momentOf(shown.validFrom as Instant, timeZone) },
      {
        label: "Valid until",
        value: `${momentOf(shown.validUntil as Instant, timeZone)}, unless suspended or revoked before`,
      },
    ],
    codes: [
      { label: "Identifier", value: url },
      { label: "Issuer", value: issuer.did },
      { label: "Signed with", value: keyOf(document) },
      { label: "SHA-256 of the signed credential", value: sha256(text) },
    ],
    checking: [
      "Paper cannot know what happened since. The public page of this credential says, at any moment and to anybody, whether it counts. Its address is the identifier below, and the code above leads there.",
      `To check the signature itself, take the signed credential, which lies at that address followed by /vc (or /vc.jwt), to ${ctx.settings.publicOrigin}/verify, or to any verifier of W3C Verifiable Credentials.`,
    ],
  };
}

/** @source Open Badges 3.0 section B.1.13 (IdentityObject) */
function identityOf({ credentialSubject: subject }: JsonObject, kind: string): string | null {
  const identities = isObject(subject) ? listOf(subject.identifier).filter(isObject) : [];
  const found = identities.find(({ identityType }) => identityType === kind);
  return typeof found?.identityHash === "string" ? found.identityHash : null;
}

function keyOf({ proof }: JsonObject): string {
  const [first] = listOf(proof);
  return isObject(first) ? `${first.verificationMethod} (${first.cryptosuite})` : "";
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

const months =
  "January February March April May June July August September October November December";

/** "22 November 2026, 04:12 (Europe/Berlin)" */
function momentOf(at: Instant, zone: string): string {
  const { year, month, day, hour, minute } = localParts(at, zone);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${day} ${months.split(" ")[month - 1]} ${year}, ${two(hour)}:${two(minute)} (${zone})`;
}
