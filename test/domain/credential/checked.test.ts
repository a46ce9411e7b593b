import { describe, expect, it } from "vitest";
import { checkLines, concludes } from "#app/domain/credential/check-words.ts";
import { claimsOf } from "#app/domain/credential/claims.ts";
import {
  failedWith,
  problemOf,
  verificationChecks,
  verifiedThrough,
} from "#app/domain/credential/verification.ts";

const statesOf = (...given: Parameters<typeof checkLines>) =>
  checkLines(...given).map(({ check, state }) => `${check} ${state}`);

describe("what a check came to", () => {
  it("names every check, also those that were not made", () => {
    const broken = failedWith(problemOf("bad_proof"));
    expect(statesOf(broken, null)).toEqual([
      "shape held",
      "context held",
      "issuer held",
      "proof failed",
      "validity open",
      "status open",
      "standing open",
    ]);
    for (const line of checkLines(broken, null)) expect(line.words).toMatch(/\w{3}.*\.$/);
  });

  it("does not call a status held that nobody could ask for", () => {
    const good = verifiedThrough("status");
    const [status, standing] = checkLines(good, { isOwn: false, namesStatus: false }).slice(-2);
    expect(status).toMatchObject({ state: "open", words: expect.stringMatching(/no status list/) });
    expect(standing).toMatchObject({
      state: "open",
      words: expect.stringMatching(/Another issuer/),
    });
    const own = verifiedThrough("standing");
    expect(statesOf(own, { isOwn: true, namesStatus: true })).toEqual(
      verificationChecks.map((check) => `${check} held`),
    );
  });

  it("tells what could not be checked from what is wrong, and relies on neither", () => {
    expect(concludes(verifiedThrough("status"))).toBe("yes");
    for (const kind of ["unresolved_issuer", "status_away"] as const) {
      expect(concludes(failedWith(problemOf(kind)))).toBe("unknown");
    }
    for (const kind of ["bad_proof", "revoked", "status_bad", "unknown_key", "expired"] as const) {
      expect(concludes(failedWith(problemOf(kind)))).toBe("no");
    }
  });
});

describe("what a credential says", () => {
  it("is read from any shape, as texts of bounded length", () => {
    const long = "x".repeat(10_000);
    expect(claimsOf({})).toMatchObject({
      holder: "Nobody is named",
      issuerId: "",
      validFrom: null,
    });
    const read = claimsOf({
      name: [{ "@value": "Degree", "@language": "en" }],
      issuer: "did:example:1",
      credentialSubject: [{ id: "did:example:2", name: long }],
      validUntil: 5,
    } as never);
    expect(read).toMatchObject({ name: "Degree", issuer: "did:example:1", validUntil: null });
    expect(read.holder).toHaveLength(300);
    const hashed = { hashed: true, identityHash: "sha256$1" };
    const subject = { id: "did:example:2", identifier: [hashed] };
    expect(claimsOf({ credentialSubject: subject }).holder).toBe("did:example:2");
  });
});
