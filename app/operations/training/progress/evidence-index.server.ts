import type { Content } from "#app/domain/content.ts";
import { nameOfCode } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import { findActivity, findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Evidence } from "#app/domain/training/evidence.ts";

/** One piece of evidence as people read it. */
export type EvidenceItem = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly detail: string | null;
  readonly at: Instant | null;
  /** Where a case can be looked at. */
  readonly isCase: boolean;
};

/**
 * Pieces of evidence by their id, named: only those wanted, since a log holds thousands.
 *
 * @param names  Of people, by id.
 */
export function indexEvidence(
  content: Content,
  release: Release,
  everything: Evidence,
  names: ReadonlyMap<string, string>,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, EvidenceItem> {
  const evidence = among(everything, wanted);
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  const roleName = new Map(content.logRoles.map((each) => [each.code, each.name]));
  const subject = (code: string) =>
    findCompetency(release, code)?.name ?? findEpa(release, code)?.name ?? code;
  const items: EvidenceItem[] = [
    ...evidence.cases.map((each) => ({
      id: each.id,
      kind: each.simulated ? "Simulation" : "Case",
      title: findActivity(release, each.activity)?.name ?? each.activity,
      detail: [roleName.get(each.role), nameOf(each.supervisorId)].filter(Boolean).join(", "),
      at: each.performedAt,
      isCase: true,
    })),
    ...evidence.observations.map((each) => ({
      id: each.id,
      kind: "Observation",
      title: subject(each.subjectCode),
      detail: [
        say(content.copy, `tools.${each.tool}`),
        `level ${each.level}`,
        each.raters === null ? null : `${each.raters} raters`,
        nameOf(each.assessorId),
      ]
        .filter(Boolean)
        .join(", "),
      at: each.observedAt,
      isCase: false,
    })),
    ...evidence.records.map((each) => ({
      id: each.id,
      kind: "Record",
      title: nameOfCode(content, each.code),
      detail: nameOf(each.verifiedBy),
      at: each.completedAt,
      isCase: false,
    })),
    ...[...evidence.credentials, ...evidence.externals].map((each) => ({
      id: each.id,
      kind: "Credential",
      title: nameOfCode(content, each.code),
      detail: each.code,
      at: each.counts[0]?.start ?? null,
      isCase: false,
    })),
    ...evidence.entrustments.map((each) => ({
      id: each.id,
      kind: "Decision",
      title: subject(each.epa),
      detail: `Entrusted at level ${each.level}`,
      at: each.during.start,
      isCase: false,
    })),
    ...evidence.fellowships.map((each) => ({
      id: each.id,
      kind: "Fellowship",
      title: "Time in the programme",
      detail: null,
      at: each.during.start,
      isCase: false,
    })),
  ];
  return new Map(items.map((each) => [each.id, each]));
}

/** The evidence with these ids, list by list. */
function among(evidence: Evidence, wanted: ReadonlySet<string>) {
  const some = <T extends { readonly id: string }>(all: readonly T[]) =>
    all.filter((each) => wanted.has(each.id));
  return {
    cases: some(evidence.cases),
    observations: some(evidence.observations),
    records: some(evidence.records),
    credentials: some(evidence.credentials),
    externals: some(evidence.externals),
    entrustments: some(evidence.entrustments),
    fellowships: some(evidence.fellowships),
  };
}

/** Everybody whom some pieces of evidence name. */
export function peopleIn(everything: Evidence, wanted: ReadonlySet<string>): string[] {
  const evidence = among(everything, wanted);
  return [
    ...evidence.cases.flatMap((each) => each.supervisorId ?? []),
    ...evidence.observations.map((each) => each.assessorId),
    ...evidence.records.map((each) => each.verifiedBy),
  ];
}
