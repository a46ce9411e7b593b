import type { Content } from "#app/domain/content.ts";
import type { Answer } from "#app/domain/coverage/answer.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import type { UnitOverride } from "#db/store/coverage-facts.server.ts";
import type { ReadUnit } from "./facts.server.ts";
import type { StaffingAnswer } from "./staffing-answer.server.ts";
import { type Wording, wordingFor } from "./wording.server.ts";

type When = { readonly at: Instant; readonly knownAt: Instant; readonly ledgerSeq: number };

/** The answer in the words and times of the interface. */
export function staffingBody(
  content: Content,
  { row, facts, overrides }: ReadUnit,
  answer: Answer,
  { at, knownAt, ledgerSeq }: When,
): StaffingAnswer {
  const { code, name, timeZone } = row;
  return {
    unit: { code, name, tier: answer.tier ?? "none", timeZone },
    at: formatInstant(at),
    knownAt: formatInstant(knownAt),
    ledgerSeq,
    contentRelease: content.current.version,
    answer: answer.answer,
    holdsUntil: formatInstant(answer.holdsUntil),
    override: overrideAt(overrides, at),
    ...worded(wordingFor(content, facts), answer, facts),
  };
}

/** It never changes the answer; it stands beside it. Of several, the one recorded last. */
function overrideAt(overrides: readonly UnitOverride[], at: Instant): StaffingAnswer["override"] {
  const found = overrides.find(
    ({ startsAt, endsAt }) => startsAt <= at && (endsAt === null || at < endsAt),
  );
  if (!found) return null;
  const { doctor, reason, startsAt, endsAt } = found;
  return { doctor, reason, start: formatInstant(startsAt), end: formatInstant(endsAt) };
}

/** The parts of an answer that carry words. */
export function worded(words: Wording, answer: Answer, { hubs }: UnitFacts) {
  const hubOf = (unitId: string) => hubs.find((hub) => hub.unitId === unitId)?.code;
  return {
    notices: answer.notices.map((notice) => ({
      code: notice.code,
      ...(notice.practitioner ? { practitioner: notice.practitioner } : {}),
      ...(notice.credential ? { credential: notice.credential } : {}),
      detail: words.notice(notice),
    })),
    ruleSets: [...answer.ruleSets],
    rules: answer.rules.map(({ ruleSet, reasons, ...rule }) => ({
      ...rule,
      metBy: [...rule.metBy],
      reasons: reasons.map((reason) => ({
        code: reason.code,
        ...(reason.practitioner ? { practitioner: reason.practitioner } : {}),
        ...(reason.credential ? { credential: reason.credential } : {}),
        detail: words.reason(reason),
      })),
    })),
    people: answer.people.map((person) => ({
      id: person.id,
      name: person.name,
      registration: person.registration,
      contact: person.contact,
      shifts: person.shifts.map((shift) => ({
        id: shift.id,
        assignment: shift.assignment,
        start: formatInstant(shift.start),
        end: formatInstant(shift.end),
        role: shift.role,
        presence: shift.presence,
        responseMinutes: shift.responseMinutes,
        ...(hubOf(shift.unitId) ? { unit: hubOf(shift.unitId) } : {}),
      })),
      credentials: person.credentials.map((each) => ({
        id: each.id,
        code: each.code,
        kind: each.kind,
        state: each.state,
        validFrom: formatInstant(each.validity.start),
        validUntil: formatInstant(each.validity.end as Instant | null),
      })),
    })),
    data: {
      rosterReceivedAt: formatInstant(answer.data.rosterReceivedAt),
      rosterSource: answer.data.rosterSource,
      staleAfter: formatInstant(answer.data.staleAfter),
    },
  };
}
