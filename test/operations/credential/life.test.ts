import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { day, formatInstant, later, minute } from "#app/domain/time/instant.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import { anonymous, contextAs } from "#app/operations/context.server.ts";
import {
  confirmMaintenance,
  maintenanceInbox,
} from "#app/operations/credential/confirm-maintenance.server.ts";
import {
  answerDispute,
  disputeStanding,
  showDisputes,
} from "#app/operations/credential/dispute-standing.server.ts";
import { expiryWorklist } from "#app/operations/credential/expiry-worklist.server.ts";
import { issueCredential } from "#app/operations/credential/issue.server.ts";
import {
  logMaintenance,
  withdrawMaintenance,
} from "#app/operations/credential/log-maintenance.server.ts";
import { manageCredential } from "#app/operations/credential/manage-credentials.server.ts";
import { myStanding } from "#app/operations/credential/my-standing.server.ts";
import { openRenewal } from "#app/operations/credential/open-renewal.server.ts";
import { myRenewal } from "#app/operations/credential/renewal-progress.server.ts";
import { searchRegister } from "#app/operations/credential/search-register.server.ts";
import { showCredential } from "#app/operations/credential/show-credential.server.ts";
import { myMaintenance } from "#app/operations/credential/show-maintenance.server.ts";
import { statePractice, unitStatements } from "#app/operations/credential/state-practice.server.ts";
import { decideSignOff } from "#app/operations/signoff/decide.server.ts";
import { showDossier } from "#app/operations/signoff/show-dossier.server.ts";
import { listedCredentials } from "#db/store/credential/register.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { decision, issued, voted } from "../signoff/world.ts";
import { type LifeWorld, lifeWorld } from "./life-world.ts";

let world: LifeWorld;
let credentialId: string;
let renewedId: string;

beforeAll(async () => {
  world = await lifeWorld();
  ({ credentialId } = await issued(world));
});

const today = () => (formatInstant(world.clock.now()) ?? "").slice(0, 10);
const caseOf = (more: object = {}) => ({
  ...{ id: uuidv7(), activity: "pa-catheter", role: "primary" as const, day: today() },
  ...{ simulated: false, proctored: false, confirmerId: world.people.director, ...more },
});
const log = async (more: object = {}) => logMaintenance(await world.as("senior"), caseOf(more));
const confirm = async (caseId: string, word: "confirmed" | "declined" = "confirmed") =>
  confirmMaintenance(await world.as("director"), { caseId, word, reason: "It was another day." });
const renewal = async () => allowed(await myRenewal(await world.as("senior"), credentialId));
const lines = async () => allowed(await myMaintenance(await world.as("senior")));
const open = async (id = uuidv7()) =>
  openRenewal(await world.as("registrar"), { id, credentialId });

describe("a maintenance case", () => {
  it("counts for its competencies once the person it names has confirmed it", async () => {
    const { activities, confirmers } = await lines();
    expect(activities.length).toBeGreaterThan(2);
    expect(confirmers.map((each) => each.id)).not.toContain(world.people.senior);
    const activity = activities.find((each) => each.competencies.includes("CIC-HEM-01"))?.code;
    const { id } = allowed(await log({ activity }));
    const have = async () =>
      (await lines()).credentials[0]?.maintenance.find((each) => each.competency === "CIC-HEM-01");
    expect(await have()).toMatchObject({ have: 0, waiting: 1 });
    expect(
      refusal(await confirmMaintenance(await world.as("ecmo"), { caseId: id, word: "confirmed" })),
    ).toBe("not_permitted");
    expect(allowed(await maintenanceInbox(await world.as("director")))).toMatchObject([{ id }]);
    allowed(await confirm(id));
    allowed(await confirm(id));
    expect(refusal(await confirm(id, "declined"))).toBe("case_already_confirmed");
    expect(await have()).toMatchObject({ have: 1, waiting: 0 });
    const taken = { id: uuidv7(), caseId: id };
    expect(refusal(await withdrawMaintenance(await world.as("fellow"), taken))).toBe(
      "no_such_case",
    );
    allowed(await withdrawMaintenance(await world.as("senior"), taken));
    expect(await have()).toMatchObject({ have: 0 });
  });

  it("is refused in the future, by nobody entitled, or proctored by somebody who could not judge it", async () => {
    const { activities } = await lines();
    const activity = activities[0]?.code;
    const tomorrow = (formatInstant(later(world.clock.now(), 2 * day)) ?? "").slice(0, 10);
    expect(refusal(await log({ activity, day: tomorrow }))).toBe("case_in_future");
    expect(refusal(await log({ activity: "no-such" }))).toBe("unknown_activity");
    const { senior, fellow } = world.people;
    expect(refusal(await log({ activity, confirmerId: senior }))).toBe("confirmer_not_entitled");
    expect(refusal(await log({ activity, confirmerId: fellow }))).toBe("confirmer_not_entitled");
    expect(refusal(await log({ activity, proctored: true }))).toBe("proctor_not_entitled");
    const same = caseOf({ activity });
    const ctx = await world.as("senior");
    allowed(await logMaintenance(ctx, same));
    allowed(await logMaintenance(ctx, same));
    const other = { ...same, role: "assistant" as const };
    expect(refusal(await logMaintenance(ctx, other))).toBe("same_id_other_content");
  });
});

describe("a renewal", () => {
  it("waits for its window, and then for everything it asks for", async () => {
    expect(await renewal()).toMatchObject({ phase: "early" });
    expect(refusal(await open())).toBe("renewal_not_open");
    const opensAt = (await renewal()).times.opensAt;
    world.clock.moveTo(later(opensAt, 30 * day));
    await world.rostered(20);
    expect(await renewal()).toMatchObject({ phase: "open" });
    expect(refusal(await open())).toBe("renewal_incomplete");
    const { bands } = allowed(await expiryWorklist(await world.as("registrar")));
    expect(Object.values(bands).flat()).toEqual([]);
  });

  it("takes a unit head's statement, about those who practise there alone", async () => {
    const ctx = await world.as("ecmo");
    const { needed } = allowed(await unitStatements(ctx, "harbour"));
    expect(needed.map((each) => [each.personId, each.code])).toEqual([
      [world.people.senior, "CRED-HEM"],
    ]);
    const about = { unitId: world.unitId, credentialCode: "CRED-HEM" };
    const said = { id: uuidv7(), personId: world.people.senior, ...about };
    expect(
      refusal(await statePractice(await world.as("director"), { ...said, openRestriction: false })),
    ).toBe("not_permitted");
    const restricted = { ...said, openRestriction: true };
    allowed(await statePractice(ctx, restricted));
    const unmet = async () =>
      (await renewal()).lines.filter((each) => !each.met).map((each) => each.kind);
    expect(await unmet()).toContain("restriction");
    world.clock.advance(minute);
    allowed(await statePractice(ctx, { ...said, id: uuidv7(), openRestriction: false }));
    expect(await unmet()).not.toContain("restriction");
    expect(await unmet()).not.toContain("statement");
    const stranger = { ...said, id: uuidv7(), personId: world.people.fellow };
    expect(refusal(await statePractice(ctx, { ...stranger, openRestriction: false }))).toBe(
      "no_such_credential",
    );
  });

  it("is put before the committee by a registrar, and signed by the director, once it is complete", async () => {
    const { maintenance } = await renewal();
    const { activities } = await lines();
    for (const { competency, need } of maintenance) {
      const feeds = activities.filter((each) => each.competencies.includes(competency as never));
      const real = feeds.find((each) => each.kind !== "simulation")?.code;
      const simulation = feeds.find((each) => each.kind === "simulation")?.code;
      for (let i = 0; i < need; i++) {
        allowed(await confirm(allowed(await log({ activity: real })).id));
      }
      if (simulation) allowed(await confirm(allowed(await log({ activity: simulation })).id));
    }
    if ((await renewal()).lines.some((each) => each.kind === "learning" && !each.met)) {
      allowed(
        await confirm(allowed(await log({ activity: activities[0]?.code, simulated: true })).id),
      );
    }
    const missing = (await renewal()).lines.filter((each) => !each.met);
    expect(missing).toEqual([]);
    expect(
      refusal(await openRenewal(await world.as("senior"), { id: uuidv7(), credentialId })),
    ).toBe("not_permitted");
    const reviewId = uuidv7();
    allowed(await open(reviewId));
    allowed(await open(reviewId));
    expect(refusal(await open())).toBe("review_open_already");
    const view = allowed(await showDossier(await world.as("director"), reviewId));
    expect(view.route).toBe("renewal");
    expect(view.meaning).toContain("for another period");
    await voted(world, reviewId);
    const given = await decision(world, reviewId);
    const signed = allowed(await decideSignOff(await world.as("director"), given));
    renewedId = signed.credentialId ?? "";
    allowed(await issueCredential(await world.as("director"), renewedId));
    world.clock.advance(minute);
  });

  it("gives a new credential that follows the old one without a gap; the old one stays as it was", async () => {
    const old = allowed(await manageCredential(await world.as("registrar"), credentialId));
    const next = allowed(await manageCredential(await world.as("registrar"), renewedId));
    expect(next.validFrom).toBe(old.validUntil);
    expect(next.validUntil).toBe(addMonths(old.validUntil, 36));
    expect(old.standing).toMatchObject({ state: "renewal_due", counts: true });
    expect(old.renewal?.renewedBy).toMatchObject({ id: renewedId });
    expect(refusal(await open())).toBe("already_renewed");
    const publicly = contextAs(world.house, anonymous);
    const shown = allowed(await showCredential(publicly, renewedId));
    expect(shown).toMatchObject({ begun: false, standing: { counts: false } });
    expect(await world.rule("G3")).toBe("yes");
    world.clock.moveTo(later(old.validUntil, -5 * day));
    await world.rostered(20);
    expect(await world.rule("G3", later(old.validUntil, -1))).toBe("yes");
    expect(await world.rule("G3", old.validUntil)).toBe("yes");
    const { held } = allowed(await myStanding(await world.as("senior")));
    expect(held.map((each) => each.state)).toEqual(["renewal_due", null]);
  });

  it("is over after the grace, which does not count; then it is out of the register", async () => {
    const { validUntil } = allowed(await manageCredential(await world.as("registrar"), renewedId));
    const publicly = () => contextAs(world.house, anonymous);
    const listed = async () =>
      allowed(await searchRegister(publicly(), { name: "senior" }, `${world.clock.now()}`));
    world.clock.moveTo(later(validUntil, day));
    await world.rostered(20);
    expect((await listed()).map((each) => [each.id, each.state])).toEqual([
      [renewedId, "in_grace"],
    ]);
    const limits = { now: world.clock.now(), graceMonths: 6, limit: 1 };
    const [first] = await world.house.db.transaction((tx) =>
      listedCredentials(tx, { name: "senior" }, limits),
    );
    // What is out of the register takes no place among those that it shows.
    expect(first?.id).toBe(renewedId);
    expect(await world.rule("G3")).toBe("no");
    const { bands } = allowed(await expiryWorklist(await world.as("registrar")));
    expect(bands.overdue.map((each) => each.id)).toEqual([renewedId]);
    world.clock.moveTo(addMonths(validUntil, 6));
    expect(await listed()).toEqual([]);
    const late = { id: uuidv7(), credentialId: renewedId };
    expect(refusal(await openRenewal(await world.as("registrar"), late))).toBe("renewal_over");
  });
});

describe("a dispute", () => {
  const text = "The end of its validity is wrong, see the certificate.";

  it("is raised by the holder alone, once at a time, and answered by a registrar with a reason", async () => {
    const ctx = await world.as("senior");
    const wish = { id: uuidv7(), aboutId: credentialId, text };
    expect(refusal(await disputeStanding(await world.as("fellow"), wish))).toBe(
      "no_such_credential",
    );
    const named = { ...wish, text: "Mrs Smith, MRN 123456, knows that it is wrong." };
    expect(refusal(await disputeStanding(ctx, named))).toBe("free_text_identifies");
    allowed(await disputeStanding(ctx, wish));
    allowed(await disputeStanding(ctx, wish));
    expect(refusal(await disputeStanding(ctx, { ...wish, id: uuidv7() }))).toBe("dispute_open");
    const [shown] = allowed(await showDisputes(await world.as("registrar")));
    expect(shown).toMatchObject({ text, answer: null });
    expect(shown?.about).toContain("CRED-HEM");
    const answer = {
      disputeId: wish.id,
      outcome: "record_stands" as const,
      answer: "It is right.",
    };
    expect(refusal(await answerDispute(ctx, answer))).toBe("not_permitted");
    allowed(await answerDispute(await world.as("registrar"), answer));
    expect(refusal(await answerDispute(await world.as("registrar2"), answer))).toBe(
      "dispute_answered",
    );
    const { disputes } = allowed(await myStanding(ctx));
    expect(disputes[0]?.answer).toMatchObject({ outcome: "record_stands", text: "It is right." });
  });
});
