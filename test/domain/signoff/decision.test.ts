import { describe, expect, it } from "vitest";
import type { Recommendation } from "#app/domain/signoff/committee.ts";
import {
  type CoSigning,
  coSign,
  coSignaturesMissing,
  decide,
  type Judged,
} from "#app/domain/signoff/decision.ts";
import { day, type Instant } from "#app/domain/time/instant.ts";

const recommended: Recommendation = {
  state: "recommended",
  quorum: 3,
  counted: 3,
  recommend: 3,
  notYet: 0,
  abstained: 0,
  conflicted: 0,
  reachedAt: 0 as Instant,
  dissent: [],
};
const good: Judged = {
  decision: "approved",
  reason: null,
  now: (90 * day) as Instant,
  personId: "fellow",
  signerId: "director",
  recommendation: recommended,
  withinDays: 90,
  reviewed: "facts",
  current: "facts",
  shown: "dossier",
  showable: "dossier",
  evidence: { missing: 0, assessors: ["assessor", "director"], judged: [] },
};
const refusal = (changed: Partial<Judged>) => {
  const judged = decide({ ...good, ...changed });
  return judged.ok ? null : judged.refusal.code;
};

describe("a director approves", () => {
  it("what a committee recommended, at most ninety days ago", () => {
    expect(refusal({})).toBeNull();
    expect(refusal({ now: (90 * day + 1) as Instant })).toBe("recommendation_too_old");
    const open = { ...recommended, state: "open" as const, counted: 2, reachedAt: null };
    expect(refusal({ recommendation: open })).toBe("committee_too_small");
    const against = { ...recommended, state: "not_recommended" as const, reachedAt: null };
    expect(refusal({ recommendation: against })).toBe("no_recommendation");
  });

  it("the evidence that the committee saw and that was shown, and no other", () => {
    expect(refusal({ showable: "other" })).toBe("evidence_changed");
    expect(refusal({ current: "other" })).toBe("evidence_changed_since_review");
  });

  it("never what they alone assessed of one competency or EPA, whoever assessed the rest", () => {
    const judged = [
      { of: "CIC-HEM-01", assessors: ["assessor", "director"] },
      { of: "EPA-03", assessors: ["director"] },
    ];
    const evidence = { missing: 0, assessors: ["assessor", "director"], judged };
    expect(refusal({ evidence })).toBe("director_is_sole_assessor_of");
    expect(refusal({ evidence: { ...evidence, judged: judged.slice(0, 1) } })).toBeNull();
    expect(refusal({ evidence, signerId: "another director" })).toBeNull();
  });

  it("only when nothing is missing", () => {
    expect(refusal({ evidence: { missing: 2, assessors: ["assessor"], judged: [] } })).toBe(
      "requirements_not_met",
    );
  });

  it("never themselves, and never as the only assessor", () => {
    expect(refusal({ personId: "director" })).toBe("director_is_the_fellow");
    expect(refusal({ evidence: { missing: 0, assessors: ["director"], judged: [] } })).toBe(
      "director_is_sole_assessor",
    );
    expect(refusal({ evidence: { missing: 0, assessors: [], judged: [] } })).toBeNull();
  });
});

it("refuses with a reason, on what was shown, whatever else is wrong", () => {
  const open = { ...recommended, state: "open" as const, reachedAt: null };
  const refusing = { decision: "refused" as const, recommendation: open, current: "other" };
  expect(refusal({ ...refusing, reason: " " })).toBe("reason_required");
  expect(refusal({ ...refusing, reason: "Not yet." })).toBeNull();
  expect(refusal({ ...refusing, reason: "Not yet.", showable: "x" })).toBe("evidence_changed");
});

describe("a co-signature", () => {
  const asked: CoSigning = {
    role: "ecmo_director",
    signerId: "ecmo",
    personId: "fellow",
    directorId: "director",
    missing: ["ecmo_director"],
    decision: "approved",
    withdrawn: false,
    signed: "dossier",
    shown: "dossier",
    reviewed: "facts",
    current: "facts",
  };
  const refused = (changed: Partial<CoSigning>) => {
    const judged = coSign({ ...asked, ...changed });
    return judged.ok ? null : judged.refusal.code;
  };

  it("is another person's, over the same bytes, while the sign-off stands", () => {
    expect(refused({})).toBeNull();
    expect(refused({ signerId: "director" })).toBe("second_person_required");
    expect(refused({ signerId: "fellow" })).toBe("director_is_the_fellow");
    expect(refused({ shown: "other" })).toBe("evidence_changed");
    expect(refused({ current: "other" })).toBe("evidence_changed_since_review");
    expect(refused({ withdrawn: true })).toBe("sign_off_withdrawn");
    expect(refused({ decision: "refused" })).toBe("not_signed_off");
    expect(refused({ missing: [] })).toBe("already_signed");
  });

  it("is asked for where the curriculum names a further signatory", () => {
    const signOff = ["committee", "programme_director", "mcs_director"] as const;
    expect(coSignaturesMissing({ signOff: [...signOff] }, [])).toEqual(["mcs_director"]);
    expect(coSignaturesMissing({ signOff: [...signOff] }, ["mcs_director"])).toEqual([]);
  });
});
