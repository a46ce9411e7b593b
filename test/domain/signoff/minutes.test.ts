import { expect, it } from "vitest";
import { canonical } from "#app/domain/ledger/canonical.ts";
import { type MinutedMeeting, minutesJson, notSignable } from "#app/domain/signoff/minutes.ts";
import { instant } from "#app/domain/time/instant.ts";

const at = instant(1_000_000);
const attendance = ["a", "b", "c"].map((memberId, i) => ({
  memberId,
  isPresent: true,
  entrySeq: i + 1,
  at,
}));

function meeting(changed: Partial<MinutedMeeting> = {}): MinutedMeeting {
  const finding = {
    id: "f",
    recommendation: "at_risk" as const,
    rationale: { digest: "d1" },
    dissenters: ["c"],
    dissent: { digest: "d2" },
    halfYear: "2026-H2",
    milestones: { SHK: 3 },
    recordedBy: "a",
    recordedAt: at,
    entrySeq: 9,
    supersedes: null,
  };
  const fellow = { fellowshipId: "one", fellowId: "ida", name: "Ida", release: "2026-1" };
  return {
    id: "m",
    programme: { id: "p", name: "Coast" },
    heldAt: at,
    calledBy: "a",
    quorum: 3,
    attendance,
    conflicts: [],
    fellows: [{ ...fellow, finding, entrustments: [] }],
    names: new Map([
      ["a", "Ada"],
      ["b", "Bo"],
      ["c", "Cy"],
    ]),
    ...changed,
  };
}

it("read the same in whatever order the facts come", () => {
  const turned = meeting({ attendance: [...attendance].reverse() });
  expect(canonical(minutesJson(turned))).toBe(canonical(minutesJson(meeting())));
});

it("name who dissented, and hold words by their digest alone", () => {
  expect(minutesJson(meeting())).toMatchObject({
    fellows: [
      {
        tookPart: [{ name: "Ada" }, { name: "Bo" }, { name: "Cy" }],
        finding: {
          rationaleDigest: "d1",
          dissent: { members: [{ name: "Cy" }], wordsDigest: "d2" },
        },
      },
    ],
  });
});

it.each([
  ["nothing was found", { fellows: [] }, "nothing_minuted"],
  [
    "too few took part",
    { attendance: attendance.slice(0, 1).concat(attendance.slice(2)) },
    "finding_without_quorum",
  ],
  [
    "the recorder turns out to have a conflict",
    { conflicts: [{ memberId: "a", fellowshipId: "one", reason: "Family", at }] },
    "finding_by_conflicted",
  ],
])("cannot be signed where %s", (_, changed, code) => {
  expect(notSignable(meeting(changed))?.refusal.code).toBe(code);
});

it("count who left after the finding as having taken part", () => {
  const left = { memberId: "b", isPresent: false, entrySeq: 20, at };
  expect(notSignable(meeting({ attendance: [...attendance, left] }))).toBeNull();
});
