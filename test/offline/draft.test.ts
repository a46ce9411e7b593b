import { expect, it } from "vitest";
import {
  afterAnswer,
  answerOf,
  countWords,
  type Draft,
  idToKeep,
  saysTheSame,
  underId,
} from "#app/offline/draft.ts";

const draft: Draft = {
  id: "01a20338-4db3-72af-ae05-186ef79e4997",
  kind: "case",
  state: "waiting",
  title: "Pulmonary artery catheter insertion",
  to: "/logbook/new",
  fields: [
    ["id", "01a20338-4db3-72af-ae05-186ef79e4997"],
    ["role", "assistant"],
    ["devices[]", "a"],
    ["devices[]", "b"],
  ],
  at: 1,
  words: [],
};

it("lets go of what was typed only when the server has it", () => {
  expect(afterAnswer(draft, { outcome: "sent" }, 9)).toMatchObject({ state: "sent", fields: [] });
  for (const outcome of ["signed_out", "unreachable"] as const) {
    expect(afterAnswer(draft, { outcome }, 9)).toEqual(draft);
  }
  const refused = afterAnswer(draft, { outcome: "refused", words: ["Too late."] }, 9);
  expect(refused).toEqual({ ...draft, state: "refused", words: ["Too late."] });
});

it.each([
  [200, { ok: true, id: draft.id }, "sent"],
  [401, { code: "not_signed_in" }, "signed_out"],
  [409, { ok: false, code: "draft_of_other_person", words: "Somebody else." }, "signed_out"],
  [422, { ok: false, fields: { when: "Too late." }, words: null }, "refused"],
  [409, { ok: false, fields: {}, words: "Sent before." }, "refused"],
  [403, null, "refused"],
  [429, { ok: false }, "unreachable"],
  [503, { code: "record_away" }, "unreachable"],
  [200, null, "unreachable"],
  [200, "<html>a sign-in of the hospital's own network</html>", "unreachable"],
])("reads status %i with %j as %s", (status, body, outcome) => {
  expect(answerOf(status, body).outcome).toBe(outcome);
});

it("always has a reason for a refusal", () => {
  expect(answerOf(403, null)).toMatchObject({ words: [expect.stringMatching(/./)] });
  const fields = { when: "Too late.", role: "Choose one." };
  expect(answerOf(422, { ok: false, fields, words: "Look again." })).toMatchObject({
    words: ["Look again.", "Too late.", "Choose one."],
  });
});

it("keeps a second case under an id of its own, and the same case under the same", () => {
  const fresh = "01a20338-0000-7000-8000-000000000001";
  const other = underId([["role", "observer"]], draft.id);
  const keep = (fields: Draft["fields"], standing: Draft | null, edited: string | null = null) =>
    idToKeep(draft.id, fields, { standing, edited, fresh });
  expect(keep(draft.fields, null)).toBe(draft.id);
  expect(keep(draft.fields, draft)).toBe(draft.id);
  expect(keep(other, draft)).toBe(fresh);
  expect(keep(other, draft, draft.id)).toBe(draft.id);
  expect(keep(other, { ...draft, state: "held" })).toBe(draft.id);
  expect(keep(other, { ...draft, state: "sent", fields: [] })).toBe(fresh);
});

it("compares forms by what was typed, several answers in their order", () => {
  expect(saysTheSame(draft.fields, underId(draft.fields, "another"))).toBe(true);
  expect(saysTheSame(draft.fields, draft.fields.slice(0, 3))).toBe(false);
});

it("counts what needs something, and is silent where nothing does", () => {
  const refused: Draft = { ...draft, state: "refused" };
  expect(countWords([{ ...draft, state: "sent" }])).toBeNull();
  expect(countWords([draft, draft])).toBe("2 waiting to be sent.");
  expect(countWords([draft, refused])).toBe("1 waiting to be sent. 1 was not taken.");
});
