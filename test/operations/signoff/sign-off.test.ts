import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { day, minute } from "#app/domain/time/instant.ts";
import { issueCredential, issuePending } from "#app/operations/credential/issue.server.ts";
import { coSignSignOff } from "#app/operations/signoff/co-sign.server.ts";
import { decideSignOff } from "#app/operations/signoff/decide.server.ts";
import { openReview } from "#app/operations/signoff/open-review.server.ts";
import { signedBy } from "#app/operations/signoff/reauthentication.server.ts";
import { showAgenda } from "#app/operations/signoff/show-agenda.server.ts";
import { showDossier } from "#app/operations/signoff/show-dossier.server.ts";
import { showWaiting } from "#app/operations/signoff/show-waiting.server.ts";
import { castVote } from "#app/operations/signoff/vote.server.ts";
import { withdrawSignOff } from "#app/operations/signoff/withdraw-sign-off.server.ts";
import { firstBrokenEntry } from "#db/ledger.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import {
  application,
  decision,
  issued,
  proven,
  reviewed,
  type SignOffWorld,
  signOffWorld,
  voted,
} from "./world.ts";

let world: SignOffWorld;
beforeAll(async () => {
  world = await signOffWorld();
});

async function counts() {
  const [row] = await world.house.sql<{ signOffs: number; credentials: number; proofs: number }[]>`
    select (select count(*)::int from sign_off) as "signOffs",
           (select count(*)::int from credential) as credentials,
           (select count(*)::int from credential_proof) as proofs`;
  if (!row) throw new Error("no counts");
  return { ...row };
}

describe("from a committee to a credential", () => {
  it("waits for a quorum of three, then for the director, then is issued", async () => {
    const pathwayId = await application(world, { personId: world.people.member4 });
    const agenda = allowed(await showAgenda(await world.as("member1")));
    expect(agenda.candidates.map((each) => each.pathwayId)).toContain(pathwayId);
    const reviewId = uuidv7();
    allowed(await openReview(await world.as("member1"), { id: reviewId, pathwayId }));
    await voted(world, reviewId, ["recommend", "recommend"]);
    const early = await decision(world, reviewId);
    expect(refusal(await decideSignOff(await world.as("director"), early))).toBe(
      "committee_too_small",
    );
    const third = { reviewId, vote: "not_yet" as const, conflict: false, rationale: "Too soon." };
    allowed(await castVote(await world.as("member3"), third));
    const waiting = allowed(await showWaiting(await world.as("director")));
    const [listed] = waiting.recommended.filter((each) => each.id === reviewId);
    expect(listed?.committee).toMatchObject({ state: "recommended", recommend: 2, counted: 3 });
    expect(listed?.committee.dissent).toEqual([world.people.member3]);
    const given = await decision(world, reviewId);
    const signed = allowed(await decideSignOff(await world.as("director"), given));
    expect(signed.credentialId).toMatch(/^[0-9a-f-]{36}$/);
    const kept = allowed(await showDossier(await world.as("director"), reviewId));
    expect(kept.signOff).toMatchObject({ decision: "approved", signerName: "director" });
    expect(kept.digest).toBe(given.shownDigest);
    expect(kept.text).toContain('"dissent":');
  });

  it("signs sixty times at once and issues one credential, with one proof", async () => {
    const reviewId = await reviewed(world);
    await voted(world, reviewId);
    const given = await decision(world, reviewId);
    const before = await counts();
    const director = await world.as("director");
    const tries = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        decideSignOff(director, i % 2 === 0 ? given : { ...given, id: uuidv7() }),
      ),
    );
    const allowedIds = new Set(tries.flatMap((each) => (each.ok ? [each.value.credentialId] : [])));
    expect(allowedIds.size).toBe(1);
    const [credentialId] = allowedIds;
    const documents = await Promise.all(
      Array.from({ length: 10 }, () => issueCredential(director, credentialId ?? "")),
    );
    expect(new Set(documents.map((each) => allowed(each).text)).size).toBe(1);
    expect(await counts()).toEqual({
      signOffs: before.signOffs + 1,
      credentials: before.credentials + 1,
      proofs: before.proofs + 1,
    });
    world.clock.advance(minute);
  });

  it("shows a prepared credential as such after a crash, and signs the same bytes later", async () => {
    const personId = world.people.member3;
    const reviewId = await reviewed(world, { personId });
    await voted(world, reviewId, ["recommend", "recommend"]);
    const fourth = { reviewId, vote: "recommend" as const, conflict: false, rationale: "Yes." };
    allowed(await castVote(await world.as("member4"), fourth));
    const given = await decision(world, reviewId);
    const signed = allowed(await decideSignOff(await world.as("director"), given));
    const shown = allowed(await showDossier(await world.as("director"), reviewId));
    expect(shown.signOff).toMatchObject({ credentialId: signed.credentialId, issued: false });
    const director = await world.as("director");
    const broken = {
      ...director,
      signer: { ...director.signer, sign: () => Promise.reject(new Error("no key")) },
    };
    const id = signed.credentialId ?? "";
    expect(refusal(await issueCredential(broken, id))).toBe("signing_failed");
    const [row] = await world.house.sql`select prepared from credential where id = ${id}`;
    const prepared = JSON.parse(row?.prepared);
    const ahead = await director.signer.sign({ document: prepared } as never);
    world.clock.advance(3 * day);
    expect(await issuePending(await world.as("director"))).toBeGreaterThanOrEqual(1);
    const later = allowed(await issueCredential(await world.as("director"), id));
    expect(later.text).toBe(ahead.text);
  });

  it("asks the ECMO director as well where the curriculum does, over the same bytes", async () => {
    const personId = world.people.registrar2;
    const reviewId = await reviewed(world, { credentialCode: "CRED-ECP", personId });
    await voted(world, reviewId);
    const given = await decision(world, reviewId);
    const signed = allowed(await decideSignOff(await world.as("director"), given));
    expect(signed.credentialId).toBeNull();
    const { shownDigest } = given;
    const reauthentication = await proven(await world.as("ecmo"), shownDigest);
    const mine = {
      signOffId: signed.signOffId,
      role: "ecmo_director" as const,
      shownDigest,
      reauthentication,
    };
    expect(refusal(await coSignSignOff(await world.as("director"), mine))).toBe("not_permitted");
    const other = { ...mine, role: "mcs_director" as const };
    expect(refusal(await coSignSignOff(await world.as("ecmo"), other))).toBe("not_permitted");
    const other0 = "0".repeat(64);
    const changed = {
      ...{ ...mine, shownDigest: other0 },
      reauthentication: await proven(await world.as("ecmo"), other0),
    };
    expect(refusal(await coSignSignOff(await world.as("ecmo"), changed))).toBe("evidence_changed");
    const waiting = allowed(await showWaiting(await world.as("ecmo")));
    expect(waiting.coSignatures.map((each) => each.reviewId)).toContain(reviewId);
    const last = allowed(await coSignSignOff(await world.as("ecmo"), mine));
    expect(last.credentialId).toMatch(/^[0-9a-f-]{36}$/);
    expect(allowed(await coSignSignOff(await world.as("ecmo"), mine))).toEqual(last);
  });
});

describe("a signature is refused and leaves no trace", () => {
  it("when what was shown has changed since", async () => {
    const reviewId = await reviewed(world, { personId: world.people.ecmo });
    await voted(world, reviewId);
    const given = await decision(world, reviewId);
    const late = { reviewId, vote: "not_yet" as const, conflict: false, rationale: "I doubt it." };
    allowed(await castVote(await world.as("member4"), late));
    const before = await counts();
    const director = await world.as("director");
    expect(refusal(await decideSignOff(director, given))).toBe("evidence_changed");
    expect(await counts()).toEqual(before);
  });

  it("when requirements are not met, naming how many", async () => {
    const personId = world.people.registrar;
    const reviewId = await reviewed(world, { personId, practiceYears: 1 });
    await voted(world, reviewId);
    const shown = allowed(await showDossier(await world.as("director"), reviewId));
    expect(shown.notApprovable).toEqual({ code: "requirements_not_met", detail: { missing: 1 } });
    const given = await decision(world, reviewId);
    expect(refusal(await decideSignOff(await world.as("director"), given))).toBe(
      "requirements_not_met",
    );
    const director = await world.as("director");
    const refusing = async (reason?: string) => {
      const refused = { ...given, decision: "refused" as const, reason };
      const { about } = signedBy({ intent: "decide", ...refused });
      return { ...refused, reauthentication: await proven(director, about) };
    };
    expect(refusal(await decideSignOff(director, await refusing()))).toBe("reason_required");
    const said = await refusing("One year is too short.");
    const forged = { ...said, reauthentication: given.reauthentication };
    expect(refusal(await decideSignOff(director, forged))).toBe("signed_something_else");
    const done = allowed(await decideSignOff(director, said));
    expect(done.credentialId).toBeNull();
    const vote = { reviewId, vote: "recommend" as const, conflict: false, rationale: "Late." };
    expect(refusal(await castVote(await world.as("member4"), vote))).toBe("review_closed");
  });

  it("when the password was given too long ago, or will be", async () => {
    const reviewId = await reviewed(world, { personId: world.people.member2 });
    await voted(world, reviewId, ["recommend"]);
    const given = await decision(world, reviewId);
    const director = await world.as("director");
    for (const shift of [-6 * minute, minute]) {
      const at = (given.reauthentication.at + shift) as typeof given.reauthentication.at;
      const stale = { ...given, reauthentication: { ...given.reauthentication, at } };
      expect(refusal(await decideSignOff(director, stale))).toBe("reauthentication_required");
    }
  });

  it("when the recommendation is older than ninety days", async () => {
    const reviewId = await reviewed(world, { credentialCode: "CRED-AIR" });
    await voted(world, reviewId);
    const now = world.clock.now();
    world.clock.advance(91 * day);
    const given = await decision(world, reviewId);
    expect(refusal(await decideSignOff(await world.as("director"), given))).toBe(
      "recommendation_too_old",
    );
    expect(world.clock.now()).toBeGreaterThan(now);
  });

  it("by whoever is not the director, and for whoever signs", async () => {
    const reviewId = await reviewed(world, { personId: world.people.director });
    await voted(world, reviewId);
    const given = await decision(world, reviewId);
    const director = await world.as("director");
    expect(refusal(await decideSignOff(director, given))).toBe("director_is_the_fellow");
    expect(refusal(await decideSignOff(await world.as("member1"), given))).toBe("not_permitted");
  });
});

describe("a committee", () => {
  it("hears each member once, and nobody about themselves", async () => {
    const reviewId = await reviewed(world, {
      personId: world.people.member1,
      credentialCode: "CRED-CCE",
    }).catch((error: Error) => error.message);
    expect(reviewId).toBe("refused: fellow_in_committee");
    const other = await reviewed(world, { credentialCode: "CRED-CCE" });
    const vote = { reviewId: other, vote: "not_yet" as const, conflict: false, rationale: "Wait." };
    allowed(await castVote(await world.as("member1"), vote));
    allowed(await castVote(await world.as("member1"), vote));
    const changed = { ...vote, vote: "recommend" as const };
    expect(refusal(await castVote(await world.as("member1"), changed))).toBe("already_voted");
    const torn = { ...vote, vote: "recommend" as const, conflict: true };
    expect(refusal(await castVote(await world.as("member2"), torn))).toBe("conflict_must_abstain");
    expect(refusal(await castVote(await world.as("director"), vote))).toBe("not_permitted");
  });

  it("takes the same evidence up once", async () => {
    const pathwayId = await application(world, { credentialCode: "CRED-MCS" });
    allowed(await openReview(await world.as("member1"), { id: uuidv7(), pathwayId }));
    const again = await openReview(await world.as("member2"), { id: uuidv7(), pathwayId });
    expect(refusal(again)).toBe("review_open_already");
  });
});

it("can be taken back until the credential is issued, and not after", async () => {
  const { signOffId } = await issued(world, { credentialCode: "CRED-AIR" });
  const director = await world.as("director");
  const withdrawing = async (of: { signOffId: string; digest: string }) => {
    const wish = { signOffId: of.signOffId, shownDigest: of.digest, reason: "The wrong one." };
    const { about } = signedBy({ intent: "withdraw", ...wish });
    return { ...wish, reauthentication: await proven(await world.as("director"), about) };
  };
  const late = await withdrawing({ signOffId, digest: "0".repeat(64) });
  expect(refusal(await withdrawSignOff(director, late))).toBe("already_issued_ask_registrar");
  const personId = world.people.ecmo;
  const reviewId = await reviewed(world, { credentialCode: "CRED-AIR", personId });
  await voted(world, reviewId);
  const given = await decision(world, reviewId);
  const signed = allowed(await decideSignOff(await world.as("director"), given));
  const own = await withdrawing({ signOffId: signed.signOffId, digest: given.shownDigest });
  const unproven = { ...own, reauthentication: given.reauthentication };
  expect(refusal(await withdrawSignOff(director, unproven))).toBe("signed_something_else");
  allowed(await withdrawSignOff(await world.as("director"), own));
  const tried = await issueCredential(await world.as("director"), signed.credentialId ?? "");
  expect(refusal(tried)).toBe("sign_off_withdrawn");
});

it("notes who looked into whose dossier", async () => {
  const reviewId = await reviewed(world, {
    credentialCode: "CRED-CCE",
    personId: world.people.ecmo,
  });
  allowed(await showDossier(await world.as("director"), reviewId));
  const found = await world.house.sql`
    select actor_id, subject_id from access_log where what = ${`dossier of review ${reviewId}`}`;
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    actor_id: world.people.director,
    subject_id: world.people.ecmo,
  });
});

it("leaves a ledger that verifies", async () => {
  expect(await firstBrokenEntry(world.house.db)).toBeNull();
});
