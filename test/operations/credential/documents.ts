import { createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { addProof } from "#app/adapters/credentials/proof.server.ts";
import { openSigner } from "#app/adapters/signer.server.ts";
import { type CredentialFacts, credentialDocument } from "#app/domain/credential/document.ts";
import type { JsonObject } from "#app/domain/credential/json.ts";
import { lint } from "#app/domain/credential/lint.ts";
import { type Instant, later, minute, parseInstant } from "#app/domain/time/instant.ts";
import { allowed } from "#test/operations/people/world.ts";

export const content = loadContent();
export const at = parseInstant("2026-11-22T03:12:00Z") as Instant;

/** A signer of its own with a key that is gone afterwards. */
export async function signerAt(publicOrigin: string) {
  const folder = mkdtempSync(join(tmpdir(), "credentials-"));
  const keyFile = join(folder, "key.json");
  const signer = await openSigner({ keyFile, publicOrigin });
  afterAll(async () => {
    await signer.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const facts = (changed: Partial<CredentialFacts> = {}): CredentialFacts => {
    const [definition] = content.current.credentials;
    if (!definition) throw new Error("no credential in the content");
    return {
      id: "0193a000-0000-7000-8000-000000000001",
      origin: publicOrigin,
      issuer: { did: signer.did, name: "Northern heart network" },
      programme: "Cardiac intensive care, north",
      route: "training",
      subject: "5ad1f8a1-5e4e-4a06-8c8c-0d9b6cf4fd0f",
      holder: { name: "Dr Ida Lund", registration: "GMC:7012345" },
      definition,
      release: content.current,
      scale: content.scale,
      validFrom: at,
      awardedAt: changed.validFrom ?? at,
      validUntil: later(at, 1_000 * minute),
      status: { list: 1, index: 94_567 },
      ...changed,
    };
  };
  return {
    signer,
    prepared: (changed?: Partial<CredentialFacts>) =>
      allowed(lint(credentialDocument(facts(changed)))),
    /** Signed and parsed; `text` and `twin` are what is stored. */
    async signed(changed?: Partial<CredentialFacts>) {
      const stored = await signer.sign(allowed(lint(credentialDocument(facts(changed)))));
      const twin = await signer.signTwin(stored);
      return {
        text: stored.text,
        twin: twin.text,
        document: JSON.parse(stored.text) as JsonObject,
      };
    },
    async statusList(revoked: readonly number[], when: Instant = at) {
      const url = `${publicOrigin}/status/1`;
      const { text } = await signer.signStatusList({ url, revoked, at: when });
      return JSON.parse(text) as JsonObject;
    },
    /** Signs anything at all, as a careless issuer would. */
    async signAnything(document: JsonObject): Promise<JsonObject> {
      const [key] = JSON.parse(readFileSync(keyFile, "utf8")).keys;
      const privateKey = createPrivateKey({ key, format: "jwk" });
      return JSON.parse(await addProof(document, { privateKey, keyId: signer.keyId }, at));
    },
  };
}
