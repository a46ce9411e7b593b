import type { Competency, LogRoles, Release } from "#app/domain/curriculum/schema.ts";
import type {
  CaseEvidence,
  Evidence,
  ObservationEvidence,
  StandingEvidence,
} from "#app/domain/training/evidence.ts";

/**
 * A second reading of the rules of evaluation, from the rules and the release alone: one loop after
 * another, nothing sorted beforehand, nothing remembered.
 */
export type Told = {
  have: number;
  need: number;
  met: boolean;
  /** How much is missing; 0 when met. */
  gap: number;
  evidence: string[];
};
export type ToldLines = Record<string, Told>;
export type ToldSubject = { status: string; lines: ToldLines };

export type World = {
  release: Release;
  logRoles: LogRoles;
  evidence: Evidence;
  at: number;
  /** Cases after this are recent: see `windowBegins`. */
  begins: number;
};

/** The date so many calendar months away; the last day of the month where the day is missing. */
export function monthsFrom(at: number, months: number): number {
  const d = new Date(at);
  const first = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + months, 1));
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(d.getUTCDate(), days));
  return first.getTime() + (at - Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()));
}

/** Time worked between two instants, in milliseconds times percent, piece by piece. */
export function worked(from: number, to: number, times: Evidence["workingTime"]): number {
  const cuts = [from, to];
  for (const { during } of times) {
    for (const edge of [during.start, during.end]) if (edge > from && edge < to) cuts.push(edge);
  }
  cuts.sort((a, b) => a - b);
  let sum = 0;
  for (let i = 1; i < cuts.length; i++) {
    const [a = 0, b = 0] = [cuts[i - 1], cuts[i]];
    let percent = 100;
    for (const { during, percent: said } of times) {
      if (during.start <= a && b <= during.end && said < percent) percent = said;
    }
    sum += (b - a) * percent;
  }
  return sum;
}

/** The latest beginning from which as much was worked until `at` as in the same window of full time. */
export function windowBegins(at: number, months: number, times: Evidence["workingTime"]): number {
  const due = (at - monthsFrom(at, -months)) * 100;
  let enough = at - 60 * 366 * 86_400_000;
  let tooLate = at;
  while (tooLate - enough > 1) {
    const middle = Math.floor((enough + tooLate) / 2);
    if (worked(middle, at, times) >= due) enough = middle;
    else tooLate = middle;
  }
  return enough;
}

export function oracleCompetency(world: World, code: string): ToldSubject {
  const { release, evidence, at } = world;
  const competency = release.competencies.find((each) => each.code === code) as Competency;
  const lines: ToldLines = {};
  logInto(world, competency, lines);
  observedInto(world, competency, lines);
  for (const { code: wanted } of competency.certificates) {
    const found = standingIds(evidence.externals, wanted, at);
    const since = monthsFrom(at, -release.requirements.recencyWindowMonths.value);
    for (const record of evidence.records) {
      const right = record.kind === "certificate" && record.code === wanted;
      if (right && record.completedAt <= at && record.completedAt > since) found.push(record.id);
    }
    lines[`certificate:${wanted}`] = atLeast(found.length > 0 ? 1 : 0, 1, found);
  }
  for (const before of competency.prerequisites) {
    const held: string[] = [];
    for (const credential of release.credentials) {
      if (!credential.competencies.includes(before)) continue;
      held.push(...standingIds(evidence.credentials, credential.code, at));
    }
    if (held.length > 0) {
      lines[`prerequisite:${before}`] = atLeast(1, 1, held);
      continue;
    }
    const own = oracleCompetency(world, before);
    const ids = Object.values(own.lines).flatMap((each) => each.evidence);
    lines[`prerequisite:${before}`] = atLeast(own.status === "met" ? 1 : 0, 1, ids);
  }
  const open: string[] = [];
  for (const each of evidence.cases) {
    if (each.performedAt > at || !feeds(release, each, code)) continue;
    if (each.complicationGrade !== "high" || each.reviewOutcome !== null) continue;
    if (each.verification?.outcome === "declined") continue;
    open.push(each.id);
  }
  if (open.length > 0) lines.complication_review = atLeast(0, open.length, open);
  let status = "met";
  for (const each of Object.values(lines)) if (!each.met) status = "in_progress";
  if (open.length > 0) status = "blocked_pending_review";
  return { status, lines };
}

export function oracleEpa({ release, evidence, at }: World, code: string): ToldSubject {
  const epa = release.epas.find((each) => each.code === code);
  if (!epa) throw new Error(code);
  const ids: string[] = [];
  const people: string[] = [];
  for (const each of evidence.observations) {
    if (each.subjectCode !== code || each.tool === "EXAM" || !isCounted(each, evidence, at))
      continue;
    if (each.level < epa.targetLevel.value) continue;
    ids.push(each.id);
    if (!people.includes(each.assessorId)) people.push(each.assessorId);
  }
  const lines = {
    epa_ratings: atLeast(ids.length, epa.ratings.value, ids),
    epa_supervisors: atLeast(people.length, epa.supervisors.value, ids),
  };
  const met = lines.epa_ratings.met && lines.epa_supervisors.met;
  return { status: met ? "met" : "in_progress", lines };
}

export function oracleHolder({ release, evidence, at }: World, code: string): ToldLines {
  const asked = release.credentials.find((each) => each.code === code);
  if (!asked) throw new Error(code);
  const lines: ToldLines = {};
  for (const each of asked.requires) {
    const found = standingIds(evidence.credentials, each, at);
    lines[`credential:${each}`] = atLeast(found.length > 0 ? 1 : 0, 1, found);
  }
  if (asked.requiresAny.length > 0) {
    const found = asked.requiresAny.flatMap((each) => standingIds(evidence.credentials, each, at));
    const id = `any_credential:${asked.requiresAny.join("|")}`;
    lines[id] = atLeast(found.length > 0 ? 1 : 0, 1, found);
  }
  for (const each of asked.base) {
    const found = standingIds(evidence.externals, each, at);
    lines[`base:${each}`] = atLeast(found.length > 0 ? 1 : 0, 1, found);
  }
  if (asked.programmeMonths) {
    let months = 0;
    const ids: string[] = [];
    for (const { id, during } of evidence.fellowships) {
      if (during.start > at) continue;
      ids.push(id);
      const done = worked(during.start, Math.min(at, during.end), evidence.workingTime);
      let own = 0;
      while ((monthsFrom(during.start, own + 1) - during.start) * 100 <= done) own += 1;
      months += own;
    }
    lines.programme_months = atLeast(months, asked.programmeMonths.value, ids);
  }
  if (asked.exam) {
    const ids = happenedRecords(evidence, "exam", at);
    lines.exam = atLeast(ids.length > 0 ? 1 : 0, 1, ids);
  }
  if (asked.levelInAny) {
    let best = 0;
    const ids: string[] = [];
    for (const { id, level, during } of evidence.entrustments) {
      if (at < during.start || at >= during.end) continue;
      if (level > best) best = level;
      if (level >= asked.levelInAny.value) ids.push(id);
    }
    lines.level_in_any = atLeast(best, asked.levelInAny.value, ids);
  }
  if (asked.assessorTrainingHours) {
    const ids = happenedRecords(evidence, "assessor_training", at);
    let hours = 0;
    for (const each of evidence.records) if (ids.includes(each.id)) hours += each.hours ?? 0;
    lines.assessor_training = atLeast(hours, asked.assessorTrainingHours.value, ids);
  }
  return lines;
}

function logInto(world: World, asked: Competency, lines: ToldLines) {
  const { release, logRoles, evidence, at, begins } = world;
  const weight = (each: CaseEvidence) =>
    logRoles.find((role) => role.code === each.role)?.weight.value ?? 0;
  const mine: CaseEvidence[] = [];
  for (const each of evidence.cases) {
    const named = each.verification?.outcome === "confirmed";
    if (!named || each.verification?.by !== each.supervisorId) continue;
    if (each.performedAt > at || weight(each) === 0) continue;
    if (feeds(release, each, asked.code)) mine.push(each);
  }
  const tally = (cases: CaseEvidence[]) => {
    const rest = cases.filter((each) => each.simulated);
    const kept = cases.filter((each) => !each.simulated);
    for (let n = 0; n < asked.simulation.countedMax.value && rest.length > 0; n++) {
      let best = 0;
      for (let i = 1; i < rest.length; i++) {
        const [a, b] = [rest[i] as CaseEvidence, rest[best] as CaseEvidence];
        const byWeight = weight(a) - weight(b);
        const byTime = a.performedAt - b.performedAt;
        if (byWeight > 0 || (byWeight === 0 && byTime > 0)) best = i;
        else if (byWeight === 0 && byTime === 0 && a.id < b.id) best = i;
      }
      kept.push(...rest.splice(best, 1));
    }
    let sum = 0;
    for (const each of kept) sum += weight(each);
    return { sum, ids: kept.map((each) => each.id) };
  };
  const put = (id: string, have: number, need: number, ids: string[]) => {
    if (need > 0) lines[id] = atLeast(have, need, ids);
  };
  const all = tally(mine);
  put("log", all.sum, asked.log.value, all.ids);
  const late = tally(mine.filter((each) => each.performedAt > begins));
  put("recent", late.sum, asked.log.value * release.requirements.recencyShare.value, late.ids);
  for (const { id, filter, min } of asked.subMinimums) {
    let sum = 0;
    const ids: string[] = [];
    for (const each of mine) {
      if (each.simulated) continue;
      if (filter.activities && !filter.activities.includes(each.activity)) continue;
      if (filter.roles && !filter.roles.includes(each.role)) continue;
      if (filter.devices && !each.devices.some((d) => filter.devices?.includes(d))) continue;
      if (filter.contexts && !each.contexts.some((c) => filter.contexts?.includes(c))) continue;
      sum += weight(each);
      ids.push(each.id);
    }
    put(`sub_minimum:${id}`, sum, min.value, ids);
  }
  const sessions = mine.filter((each) => each.simulated);
  const idsOf = (some: CaseEvidence[]) => some.map((each) => each.id);
  put("simulation", sessions.length, asked.simulation.required.value, idsOf(sessions));
  for (const scenario of asked.simulation.scenarios) {
    const done = sessions.filter((each) => each.scenario === scenario);
    put(`scenario:${scenario}`, done.length > 0 ? 1 : 0, 1, idsOf(done));
  }
  let minutes = 0;
  const cared: string[] = [];
  for (const each of mine) {
    if (each.simulated || each.hours === null) continue;
    minutes += Math.round(each.hours * 60);
    cared.push(each.id);
  }
  put("hours", minutes / 60, asked.hours?.value ?? 0, cared);
}

function observedInto({ release, evidence, at }: World, asked: Competency, lines: ToldLines) {
  const need = asked.observations.value;
  if (need === 0) return;
  const mine: ObservationEvidence[] = [];
  for (const each of evidence.observations) {
    if (each.subjectCode !== asked.code || !isCounted(each, evidence, at)) continue;
    if (asked.multiSourceFeedback !== (each.tool === "MSF") || each.tool === "EXAM") continue;
    mine.push(each);
  }
  const newest: ObservationEvidence[] = [];
  while (mine.length > 0 && newest.length < need) {
    let last = 0;
    for (let i = 1; i < mine.length; i++) {
      const [a, b] = [mine[i] as ObservationEvidence, mine[last] as ObservationEvidence];
      if (a.observedAt > b.observedAt || (a.observedAt === b.observedAt && a.id > b.id)) last = i;
    }
    newest.push(...mine.splice(last, 1));
  }
  const given = newest.map(({ level, assessorId }) => ({ level, by: assessorId }));
  const atLevel = (some: { level: number }[]) =>
    some.filter((each) => each.level >= asked.level.value).length;
  const ids = newest.map((each) => each.id);
  // exactly what is missing: try how many more it takes
  const more = (count: number) => {
    const fresh = Array.from({ length: count }, (_, i) => ({ level: 5, by: `somebody new ${i}` }));
    return [...fresh, ...given].slice(0, need);
  };
  let gap = 0;
  while (atLevel(more(gap)) < need) gap += 1;
  lines.observations = { ...atLeast(atLevel(given), need, ids), gap };
  const good = newest.filter((each) => each.level >= asked.level.value);
  const goodIds = good.map((each) => each.id);
  if (asked.multiSourceFeedback) {
    let most = 0;
    for (const each of good) most = Math.max(most, each.raters ?? 0);
    lines.raters = atLeast(most, asked.assessors.value, goodIds);
    return;
  }
  const least = asked.lifeThreatening ? release.requirements.lifeThreateningAssessors.value : 0;
  const wanted = Math.max(least, asked.assessors.value);
  lines.assessors = atLeast(new Set(good.map((each) => each.assessorId)).size, wanted, goodIds);
  if (need === 1) return;
  const limit = Math.ceil(need * release.requirements.assessorShare.value);
  const largest = (some: { by: string }[]) => {
    let most = 0;
    for (const { by } of some) most = Math.max(most, some.filter((o) => o.by === by).length);
    return most;
  };
  let others = 0;
  while (largest(more(others)) > limit) others += 1;
  const have = largest(given);
  lines.assessor_share = {
    have,
    need: limit,
    met: have <= limit,
    gap: others,
    evidence: [...ids].sort(),
  };
}

function isCounted(each: ObservationEvidence, { countedAssurance }: Evidence, at: number): boolean {
  if (each.observedAt > at || each.entitlement === "none") return false;
  let counted: readonly string[] = ["account"];
  let begun = Number.NEGATIVE_INFINITY;
  for (const rule of countedAssurance) {
    if (rule.since > at || rule.since < begun) continue;
    begun = rule.since;
    counted = rule.counted;
  }
  return counted.includes(each.assurance);
}

function feeds({ catalogue }: Release, { activity }: CaseEvidence, competency: string): boolean {
  for (const each of catalogue.activities) {
    if (each.code === activity) return each.competencies.includes(competency);
  }
  return false;
}

function standingIds(held: readonly StandingEvidence[], code: string, at: number): string[] {
  const ids: string[] = [];
  for (const each of held) {
    if (each.code !== code) continue;
    if (each.counts.some(({ start, end }) => start <= at && at < end)) ids.push(each.id);
  }
  return ids;
}

function happenedRecords({ records }: Evidence, kind: string, at: number): string[] {
  return records.filter((r) => r.kind === kind && r.completedAt <= at).map((r) => r.id);
}

function atLeast(have: number, need: number, ids: string[]): Told {
  const evidence = [...new Set(ids)].sort();
  const met = have >= need;
  return { have, need, met, gap: met ? 0 : need - have, evidence };
}
