import type { ChangesView } from "#app/components/fellow-changes.tsx";
import type { FindingFormView } from "#app/components/finding-form.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { type Content, nameOfCode, releaseOf } from "#app/domain/content.ts";
import { findActivity, findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import type { FellowView } from "#app/operations/signoff/meeting/show-meeting-fellow.server.ts";

/** What is new about a fellow, with names for codes. */
export function changesView(content: Content, view: FellowView): ChangesView {
  const { changes, fellow, last, own } = view;
  const release = releaseOf(content, fellow.release);
  const nameOf = (code: string) =>
    findCompetency(release, code)?.name ??
    findEpa(release, code)?.name ??
    nameOfCode(content, code);
  const named = (code: string) => ({ code, name: nameOf(code) });
  return {
    since: last
      ? `since ${dayWords(last.recordedAt, fellow.timeZone)}, when a committee last spoke about them`
      : "since the fellowship began; no committee has spoken about them yet",
    cases: changes.cases,
    confirmed: changes.confirmed,
    atNight: changes.atNight,
    complications: changes.complications.map(({ id, activity, performedAt }) => ({
      id,
      what: `${findActivity(release, activity)?.name ?? activity}, ${dayWords(performedAt, fellow.timeZone)}`,
    })),
    levels: changes.levels.map((each) => ({ ...each, name: nameOf(each.subject) })),
    newlyMet: changes.newlyMet.map(named),
    noLongerMet: changes.noLongerMet.map(named),
    observations: changes.observations.map((each) => ({
      id: each.id,
      name: nameOf(each.subjectCode),
      level: each.level,
      at: each.observedAt,
      by: each.assessorName,
      feedback: each.feedback,
    })),
    own: own.map(({ subjectCode, assessedAt, ...each }) => ({
      ...each,
      name: nameOf(subjectCode),
      at: assessedAt,
    })),
  };
}

/** The form as it stands: what was recorded in this meeting already, else what is proposed. */
export function findingForm(content: Content, view: FellowView, id: string): FindingFormView {
  const { finding, fellow, proposed, halfYear, part } = view;
  return {
    id,
    halfYear,
    domains: releaseOf(content, fellow.release).domains.map(({ code, name }) => ({ code, name })),
    milestones: finding?.milestones ?? proposed,
    part,
    held: finding && {
      id: finding.id,
      recommendation: finding.recommendation,
      rationale: finding.rationale?.text ?? null,
      dissenters: finding.dissenters,
      dissent: finding.dissent?.text ?? null,
    },
  };
}
