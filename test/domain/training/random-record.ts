import fc from "fast-check";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { logRoles } from "#app/domain/curriculum/schema.ts";
import { day, forever, instant } from "#app/domain/time/instant.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import type { CaseEvidence, Evidence, ObservationEvidence } from "#app/domain/training/evidence.ts";
import { type Assurance, assurances } from "#app/domain/training/portfolio-policy.ts";
import { aCase, idealRecord, judged } from "./ideal-record.ts";

/** Near the instants at which something changes, and anywhere in seven years. */
const when = fc.oneof(
  fc
    .tuple(fc.constantFrom(0, 6, 12, 24, 30, 36), fc.integer({ min: -2, max: 2 }))
    .map(([months, ms]) => instant(addMonths(judged, -months) + ms)),
  fc.integer({ min: -84 * 30, max: 60 }).map((days) => instant(judged + days * day)),
);

const period = fc
  .tuple(fc.integer({ min: -1500, max: 30 }), fc.integer({ min: 1, max: 400 }), fc.nat(999))
  .map(([from, days, ms]) => ({
    start: instant(judged + from * day + ms),
    end: instant(judged + (from + days) * day + 3 * ms),
  }));

/** Leave and part-time; some overlap. */
export const workingTimes = fc.array(
  fc.record({ during: period, percent: fc.constantFrom(0, 0, 1, 33, 50, 80, 99) }),
  { maxLength: 4 },
);

/** Judged at one of these: the usual instant, around it, and on a leap day. */
export const instants = fc.oneof(
  fc.constantFrom(judged, instant(Date.UTC(2028, 1, 29, 9, 30)), instant(Date.UTC(2026, 7, 31))),
  fc.integer({ min: -400, max: 700 }).map((days) => instant(judged + days * day)),
);

function cases({ catalogue: { activities } }: Release, competencies: readonly string[]) {
  const own = activities.filter((each) => each.competencies.some((c) => competencies.includes(c)));
  const simulated = own.filter((each) => each.kind === "simulation");
  const one = fc.record({
    activity: fc.oneof(
      fc.constantFrom(...activities),
      fc.constantFrom(...own),
      fc.constantFrom(...(simulated.length > 0 ? simulated : own)),
    ),
    performedAt: when,
    role: fc.constantFrom(...logRoles),
    pick: fc.nat(7),
    grade: fc.constantFrom("none", "none", "none", "low", "high" as const),
    verification: fc.constantFrom("yes", "yes", "yes", "by another", "declined", "none"),
    reviewed: fc.boolean(),
    hours: fc.constantFrom(null, 0.1, 1.5, 8),
  });
  return fc.array(one, { maxLength: 25 }).map((all) =>
    all.map(({ activity, performedAt, role, pick, grade, verification, reviewed, hours }, i) => {
      const by = verification === "by another" ? "somebody" : "supervisor";
      const outcome = verification === "declined" ? "declined" : "confirmed";
      const made: CaseEvidence = {
        ...aCase(`random-case-${i}`, activity.code, performedAt),
        role,
        hours,
        simulated: activity.kind === "simulation",
        scenario: activity.scenarios[pick % Math.max(1, activity.scenarios.length)] ?? null,
        contexts: activity.contexts.filter((_, n) => (pick + n) % 3 === 0),
        devices: activity.devices.filter((_, n) => (pick + n) % 3 === 0),
        complicationGrade: grade,
        verification: verification === "none" ? null : { by, outcome, reason: null },
        reviewOutcome: reviewed ? "no concern" : null,
      };
      return made;
    }),
  );
}

function observations(subjects: readonly string[]) {
  const one = fc.record({
    subjectCode: fc.constantFrom(...subjects),
    tool: fc.constantFrom("DOPS", "CBD", "MSF", "EXAM", "AUDIT" as const),
    level: fc.integer({ min: 2, max: 5 }),
    observedAt: when,
    assessor: fc.nat(3),
    entitlement: fc.constantFrom("appointment:founding", "level:x", "none"),
    assurance: fc.constantFrom(...assurances),
    raters: fc.integer({ min: 3, max: 12 }),
  });
  return fc.array(one, { maxLength: 20 }).map((all) =>
    all.map(
      ({ assessor, raters, ...each }, i): ObservationEvidence => ({
        ...each,
        id: `random-observed-${i}`,
        assessorId: `assessor-${assessor}`,
        raters: each.tool === "MSF" ? raters : null,
        caseId: null,
      }),
    ),
  );
}

function held(codes: readonly string[], of: string) {
  const one = fc.record({ code: fc.constantFrom(...codes), during: period, open: fc.boolean() });
  return fc.array(one, { maxLength: 3 }).map((all) =>
    all.map(({ code, during, open }, i) => ({
      id: `random-${of}-${i}`,
      code,
      counts: [open ? { start: during.start, end: forever } : during],
    })),
  );
}

const countedRules = fc.array(
  fc.record({
    since: when,
    counted: fc
      .subarray([...assurances])
      .map((some): Assurance[] => [...new Set<Assurance>(["account", ...some])]),
  }),
  { maxLength: 3 },
);

/**
 * A record that is nearly enough for one credential: an ideal one of which pieces are left out, with
 * random pieces, leave and policies beside it. It leans to the subjects of the credential.
 */
export function randomRecords(release: Release): fc.Arbitrary<Evidence> {
  const choices = release.credentials.map((credential) => ({
    credential,
    ideal: idealRecord(release, credential.code),
  }));
  return fc.constantFrom(...choices).chain(({ credential, ideal }) => {
    const own = [...credential.competencies, ...credential.epas];
    const codes = release.credentials.map((each) => each.code);
    const outside = ["ALS", "BASE-CARD", "TRAIN-PLVAD"];
    return fc
      .record({
        keep: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 }),
        cases: cases(release, credential.competencies),
        observations: observations(own),
        credentials: held(codes, "credential"),
        externals: held(outside, "external"),
        workingTime: workingTimes,
        countedAssurance: countedRules,
        months: fc.integer({ min: 1, max: 40 }),
        entrusted: fc.array(fc.record({ level: fc.integer({ min: 2, max: 5 }), during: period }), {
          maxLength: 2,
        }),
      })
      .map(({ keep, months, entrusted, ...more }) => {
        const some = <T>(pieces: readonly T[]) =>
          pieces.filter((_, i) => keep[i % keep.length] !== 0);
        return {
          ...more,
          fellowships: [
            ...some(ideal.fellowships),
            {
              id: "random-fellowship",
              programmeId: "programme",
              release: release.version,
              during: {
                start: addMonths(judged, -months - 30),
                end: addMonths(judged, -30),
              },
            },
          ],
          cases: [...some(ideal.cases), ...more.cases],
          observations: [...some(ideal.observations), ...more.observations],
          records: some(ideal.records),
          credentials: [...some(ideal.credentials), ...more.credentials],
          externals: [...some(ideal.externals), ...more.externals],
          entrustments: [
            ...ideal.entrustments,
            ...entrusted.map((each, i) => ({
              ...each,
              id: `random-entrusted-${i}`,
              epa: "EPA-01",
            })),
          ],
        };
      });
  });
}
