import { v7 as uuidv7 } from "uuid";
import type { ObservationFormProps } from "#app/components/observation-fields.tsx";
import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import { findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { localText } from "#app/domain/time/wall-time.ts";
import { observationTools, toolsFor } from "#app/domain/training/assessment/observation.ts";
import type { ObservationForm } from "#app/operations/training/assessment/answer-form.server.ts";

/** What the form of an assessor shows; the tool that was asked for stands first. */
export function observationFormView(
  { copy, scale }: Content,
  { fellowship, release, request, entry, subjects, confirmsCase }: ObservationForm,
  now: Instant,
  /** Who answers without an account, and so says who they are with the button they press. */
  guest: string | null = null,
): ObservationFormProps {
  const offered = [...new Set(subjects.flatMap((each) => toolsFor(release, each)))];
  const tools = [...offered].sort(
    (a, b) => Number(b === request?.tool) - Number(a === request?.tool) || order(a) - order(b),
  );
  const [only] = subjects;
  return {
    id: uuidv7(),
    fellowshipId: fellowship.id,
    fellowName: fellowship.fellowName,
    requestId: request?.id ?? null,
    caseId: entry?.id ?? null,
    subjects: subjects.map((code) => ({ value: code, label: subjectName(release, code) })),
    tools: tools.map((tool) => ({ value: tool, label: say(copy, `tools.${tool}`) })),
    anchors: scale.levels.map(({ level, label, anchor }) => ({ level, label, sentence: anchor })),
    target: subjects.length === 1 && only ? targetOf(release, only) : null,
    confirmsCase,
    guest,
    zone: fellowship.timeZone,
    now: localText(now, fellowship.timeZone),
  };
}

export function subjectName(release: Release, code: string): string {
  const found = findCompetency(release, code) ?? findEpa(release, code);
  return found ? `${code} ${found.name}` : code;
}

function targetOf(release: Release, code: string): number | null {
  const level = findCompetency(release, code)?.level ?? findEpa(release, code)?.targetLevel;
  return level?.value ?? null;
}

function order(tool: (typeof observationTools)[number]): number {
  return observationTools.indexOf(tool);
}
