import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import * as committee from "#app/routes/signoff/committee.tsx";
import * as review from "#app/routes/signoff/committee-review.tsx";
import * as pathwayNew from "#app/routes/signoff/pathway-new.tsx";
import * as pathways from "#app/routes/signoff/pathways.tsx";
import * as signoff from "#app/routes/signoff/signoff.tsx";
import * as several from "#app/routes/signoff/signoff-batch.tsx";
import * as signing from "#app/routes/signoff/signoff-review.tsx";
import { password } from "#test/operations/people/world.ts";
import {
  application,
  decision,
  reviewed,
  type SignOffWorld,
  signOffWorld,
  voted,
} from "#test/operations/signoff/world.ts";
import { visitAs } from "../training/visit.ts";

let world: SignOffWorld;
beforeAll(async () => {
  world = await signOffWorld();
});

async function formFor(reviewId: string, changed: Record<string, string> = {}) {
  const { id, shownDigest } = await decision(world, reviewId);
  const { director: signer } = world.people;
  const decided = { intent: "decide", id, decision: "approved", shownDigest };
  return { ...decided, signer, password, ...changed };
}

describe("the sign-off page", () => {
  it("shows everything that is signed, with its digest, and issues on the director's password", async () => {
    const reviewId = await reviewed(world);
    await voted(world, reviewId);
    const path = `/signoff/${reviewId}`;
    const params = { review: reviewId };
    const list = await visitAs(world, "director", signoff.loader, "/signoff");
    expect(JSON.stringify(list.data)).toContain(reviewId);
    const page = await visitAs(world, "director", signing.loader, path, { params });
    const { view } = page.data as Awaited<ReturnType<typeof signing.loader>>;
    expect(view.may.decide).toBe(true);
    expect(view.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(view.text).toContain(view.meaning);
    const form = await formFor(reviewId);
    const sent = await visitAs(world, "director", signing.action, path, { params, form });
    expect(sent).toMatchObject({ status: 302, location: path });
    const after = await visitAs(world, "director", signing.loader, path, { params });
    const done = after.data as Awaited<ReturnType<typeof signing.loader>>;
    expect(done.view.signOff).toMatchObject({ decision: "approved", issued: true });
    expect(done.signatures[0]).toMatchObject({ name: "director" });
  });

  it("tells a wrong password from an unreachable record, and keeps what was typed but the password", async () => {
    const reviewId = await reviewed(world, { personId: world.people.ecmo });
    await voted(world, reviewId);
    const params = { review: reviewId };
    const path = `/signoff/${reviewId}`;
    const form = await formFor(reviewId, { reason: "Well shown.", password: "not-this" });
    const wrong = await visitAs(world, "director", signing.action, path, { params, form });
    expect(wrong.status).toBe(409);
    expect(wrong.data).toMatchObject({ words: expect.stringMatching(/password is not right/) });
    expect(wrong.data).toMatchObject({ typed: { reason: "Well shown." } });
    expect(JSON.stringify(wrong.data)).not.toContain("not-this");
    const missing = { ...form, password: "" };
    const empty = await visitAs(world, "director", signing.action, path, { params, form: missing });
    expect(empty).toMatchObject({
      status: 422,
      data: { fields: { password: "Enter your password." } },
    });
    const stale = { ...form, password, shownDigest: "0".repeat(64) };
    const changed = await visitAs(world, "director", signing.action, path, { params, form: stale });
    expect(changed).toMatchObject({ status: 409 });
    expect(changed.data).toMatchObject({ words: expect.stringMatching(/evidence changed/) });
  });

  it("takes no signature from another account than the one it was made for", async () => {
    const reviewId = await reviewed(world, { personId: world.people.member4 });
    await voted(world, reviewId);
    const params = { review: reviewId };
    const form = await formFor(reviewId, { signer: world.people.member1 });
    const path = `/signoff/${reviewId}`;
    const other = await visitAs(world, "director", signing.action, path, { params, form });
    expect(other.status).toBe(403);
    expect(other.data).toMatchObject({ words: expect.stringMatching(/opened by another account/) });
  });

  it("lists several with the digest and meaning of each, and leaves out what changed", async () => {
    const ready = [];
    for (const credentialCode of ["CRED-AIR", "CRED-CCE"]) {
      const reviewId = await reviewed(world, { personId: world.people.registrar2, credentialCode });
      await voted(world, reviewId);
      ready.push(reviewId);
    }
    const early = await reviewed(world, { personId: world.people.member3 });
    const path = `/signoff/several?${[...ready, early].map((id) => `review=${id}`).join("&")}`;
    const { data } = await visitAs(world, "director", several.loader, path);
    const page = data as Awaited<ReturnType<typeof several.loader>>;
    expect(page.ready.map((each) => each.reviewId)).toEqual(ready);
    expect(page.left.map((each) => each.reviewId)).toEqual([early]);
    expect(page.ready.every((each) => /^I have read/.test(each.meaning))).toBe(true);
    const [first, second] = page.ready;
    const item = (each: typeof first, digest = each?.digest) =>
      `${each?.reviewId} ${each?.signOffId} ${digest}`;
    const form = {
      ...{ intent: "sign-list", batchId: page.batchId, signer: page.signer.id, password },
      "items[]": [item(first), item(second, "0".repeat(64))],
    };
    const sent = await visitAs(world, "director", several.action, path, { form });
    expect(sent.data).toMatchObject({
      listed: [
        { reviewId: first?.reviewId, why: null },
        { reviewId: second?.reviewId, why: expect.stringMatching(/evidence changed/) },
      ],
    });
  });

  it("is not there for a fellow, and sends nobody in without signing in", async () => {
    const reviewId = await reviewed(world, { personId: world.people.registrar });
    const params = { review: reviewId };
    const path = `/signoff/${reviewId}`;
    const hidden = await visitAs(world, "fellow", signing.loader, path, { params });
    expect(hidden.status).toBe(404);
    const unknown = { review: uuidv7() };
    const none = await visitAs(world, "director", signing.loader, path, { params: unknown });
    expect(none.status).toBe(404);
  });
});

describe("the committee's pages", () => {
  it("offer applications, open a review once, and take a vote with its reason", async () => {
    const pathwayId = await application(world, { credentialCode: "CRED-CCE" });
    const agenda = await visitAs(world, "member1", committee.loader, "/committee");
    const { candidates } = agenda.data as Awaited<ReturnType<typeof committee.loader>>;
    const [found] = candidates.filter((each) => each.pathwayId === pathwayId);
    const form = { id: found?.id ?? "", pathwayId };
    const opened = await visitAs(world, "member1", committee.action, "/committee", { form });
    expect(opened).toMatchObject({ status: 302, location: `/committee/${form.id}` });
    const params = { review: form.id };
    const path = `/committee/${form.id}`;
    const silent = { vote: "recommend", conflict: "no", rationale: "" };
    const asked = await visitAs(world, "member2", review.action, path, { params, form: silent });
    expect(asked).toMatchObject({ status: 422, data: { fields: { rationale: "Fill this in." } } });
    const torn = { vote: "recommend", conflict: "yes", rationale: "We wrote a paper together." };
    const refused = await visitAs(world, "member2", review.action, path, { params, form: torn });
    expect(refused).toMatchObject({ status: 409 });
    const said = { ...torn, vote: "abstain" };
    const cast = await visitAs(world, "member2", review.action, path, { params, form: said });
    expect(cast).toMatchObject({ status: 302, location: path });
    const page = await visitAs(world, "member1", review.loader, path, { params });
    const { view } = page.data as Awaited<ReturnType<typeof review.loader>>;
    expect(view.votes).toMatchObject([{ memberName: "member2", conflictOfInterest: true }]);
    expect(view.committee).toMatchObject({ state: "open", conflicted: 1 });
  });
});

it("puts somebody forward from the form, and says which field is missing", async () => {
  const { programmeId } = world;
  const query = `?programme=${programmeId}&credential=CRED-AIR`;
  const page = await visitAs(world, "director", pathwayNew.loader, `/pathway/new${query}`);
  const { asked, id, ids } = page.data as Awaited<ReturnType<typeof pathwayNew.loader>>;
  const observed = (i: number) => ({
    [`observationId.${i}`]: ids[i] ?? "",
    [`assessorName.${i}`]: `Dr ${i}`,
    [`institution.${i}`]: "Harbour University",
    [`competency.${i}`]: asked.competencies[0]?.code ?? "",
    [`level.${i}`]: "5",
    [`observedAt.${i}`]: "2026-10-01",
  });
  const form = {
    id,
    programmeId,
    credentialCode: "CRED-AIR",
    personId: world.people.senior,
    practiceYears: "9",
    unitHead: "Prof. Brink",
    unitHeadLetterAt: "",
    ...Object.fromEntries(asked.competencies.map(({ code }) => [`cases.${code}`, "400"])),
    ...observed(0),
    ...observed(1),
  };
  const wrong = await visitAs(world, "director", pathwayNew.action, "/pathway/new", { form });
  expect(wrong).toMatchObject({ status: 422 });
  expect(Object.keys((wrong.data as { fields: object }).fields)).toEqual(["unitHeadLetterAt"]);
  const whole = { ...form, unitHeadLetterAt: "2026-11-01" };
  const done = await visitAs(world, "director", pathwayNew.action, "/pathway/new", { form: whole });
  expect(done).toMatchObject({ status: 302, location: "/pathway" });
  const list = await visitAs(world, "director", pathways.loader, "/pathway");
  expect(JSON.stringify(list.data)).toContain(id);
});
