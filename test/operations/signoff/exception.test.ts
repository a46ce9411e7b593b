import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { minute } from "#app/domain/time/instant.ts";
import { decideException } from "#app/operations/signoff/decide-exception.server.ts";
import { openReview } from "#app/operations/signoff/open-review.server.ts";
import { proposeException } from "#app/operations/signoff/propose-exception.server.ts";
import { signedBy } from "#app/operations/signoff/reauthentication.server.ts";
import { showDossier } from "#app/operations/signoff/show-dossier.server.ts";
import { withdrawException } from "#app/operations/signoff/withdraw-exception.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { type TrainingWorld, trainingWorld } from "#test/operations/training/world.ts";
import { proven } from "./world.ts";

const line = "CIC-HEM-01 log";
const reason = "Two years as a cardiac anaesthetist before the fellowship, with her own log.";

let world: TrainingWorld;
let reviewId: string;
beforeAll(async () => {
  world = await trainingWorld();
  reviewId = uuidv7();
  const about = { fellowshipId: world.fellowshipId, credentialCode: "CRED-HEM" };
  allowed(await openReview(await world.as("committee"), { id: reviewId, ...about }));
  world.clock.advance(minute);
});

const shown = async () => allowed(await showDossier(await world.as("director"), reviewId));

async function propose(changed: { line?: string; reason?: string } = {}, id = uuidv7()) {
  const asked = await proposeBy("director", { id, reviewId, line, reason, ...changed });
  return { id, asked };
}

async function proposeBy(
  name: "director" | "committee",
  wish: { id: string; reviewId: string; line: string; reason: string },
) {
  const ctx = await world.as(name);
  const { about } = signedBy({ intent: "propose-exception", ...wish });
  return proposeException(ctx, { ...wish, reauthentication: await proven(ctx, about) });
}

/** What the form of a second person who reads it would send. */
async function decide(name: "committee" | "director", outcome: "approved" | "refused", id: string) {
  const found = (await shown()).exceptions.find((each) => each.id === id);
  const form = { exceptionId: id, outcome, shownDigest: found?.digest ?? "" };
  const { about } = signedBy({ intent: "decide-exception", ...form });
  const reauthentication = await proven(await world.as(name), about);
  return { ...form, reauthentication };
}

describe("an exception", () => {
  it("is never from what keeps patients safe, nor with words that identify a patient", async () => {
    const { asked } = await propose({ line: "CIC-HEM-01 observations" });
    expect(refusal(asked)).toBe("requirement_never_excepted");
    const told = await propose({ reason: "See the case of Mrs. Miller, born 12.03.1961, in May." });
    expect(refusal(told.asked)).toBe("free_text_identifies");
    const wish = { id: uuidv7(), reviewId, line, reason };
    expect(refusal(await proposeBy("committee", wish))).toBe("not_permitted");
    const director = await world.as("director");
    const { about } = signedBy({ intent: "propose-exception", ...wish, reason: `${reason} So.` });
    const other = { ...wish, reauthentication: await proven(director, about) };
    expect(refusal(await proposeException(director, other))).toBe("signed_something_else");
  });

  it("changes nothing until a second person agrees, over what they were shown", async () => {
    const before = await shown();
    const { id } = await propose();
    const asked = await shown();
    expect(asked.missing).toBe(before.missing);
    expect(asked.digest).toBe(before.digest);
    expect(refusal((await propose()).asked)).toBe("exception_asked_already");
    const own = await decide("director", "approved", id);
    expect(refusal(await decideException(await world.as("director"), own))).toBe(
      "second_person_required",
    );
    const given = await decide("committee", "approved", id);
    const other = { ...given, outcome: "refused" as const };
    const committee = await world.as("committee");
    expect(refusal(await decideException(committee, other))).toBe("signed_something_else");
    allowed(await decideException(committee, given));
    allowed(await decideException(committee, given));
    const after = await shown();
    expect(after.missing).toBe(before.missing - 1);
    const excepted = after.lines.find((each) => each.line === line);
    expect(excepted).toMatchObject({
      met: false,
      excepted: { reason, proposedBy: "director", approvedBy: "committee" },
    });
    expect(after.text).toContain(`"approvedBy":"committee"`);
    expect(after.evidenceChanged).toBe(false);
  });

  it("can be taken back by who asked for it, while nobody has decided, and by nobody else", async () => {
    const before = await shown();
    const { id, asked } = await propose({ line: "CIC-HEM-01 assessors" });
    allowed(asked);
    const digest = (await shown()).exceptions.find((each) => each.id === id)?.digest ?? "";
    const form = { exceptionId: id, shownDigest: digest };
    const takenBackBy = async (name: "director" | "committee") => {
      const ctx = await world.as(name);
      const { about } = signedBy({ intent: "withdraw-exception", ...form });
      return withdrawException(ctx, { ...form, reauthentication: await proven(ctx, about) });
    };
    expect(refusal(await takenBackBy("committee"))).toBe("not_permitted");
    allowed(await takenBackBy("director"));
    allowed(await takenBackBy("director"));
    const late = await decide("committee", "approved", id);
    expect(refusal(await decideException(await world.as("committee"), late))).toBe(
      "already_decided",
    );
    const after = await shown();
    expect(after.exceptions.find((each) => each.id === id)?.outcome).toBe("withdrawn");
    expect(after.missing).toBe(before.missing);
  });

  it("that is not agreed to leaves the requirement as it is", async () => {
    const before = await shown();
    const { id, asked } = await propose({ line: "CIC-HEM-01 recent" });
    allowed(asked);
    const given = await decide("committee", "refused", id);
    allowed(await decideException(await world.as("committee"), given));
    const after = await shown();
    expect(after.missing).toBe(before.missing);
    expect(after.exceptions.find((each) => each.id === id)?.outcome).toBe("refused");
  });
});
