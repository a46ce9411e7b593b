import type { CaseBook, GivenCase } from "#app/components/case-book.ts";
import type { Option } from "#app/components/choice.tsx";
import type { Content } from "#app/domain/content.ts";
import { findCompetency } from "#app/domain/curriculum/release.ts";
import type { Activity, Release } from "#app/domain/curriculum/schema.ts";
import { localText } from "#app/domain/time/wall-time.ts";
import { derivedContexts } from "#app/domain/training/case/case.ts";
import type { CaseEvidence } from "#app/domain/training/evidence.ts";
import type { CaseForm } from "#app/operations/training/case/prepare-case.server.ts";
import { fillsOf, fillsOfActivity } from "./case-fills.ts";

/** So many places and supervisors of late stand open; all others are one tap further away. */
const quickMost = 4;
/** So many activities of late stand above the search. */
const recentMost = 6;

/** Everything that logging may need, for any activity. */
export function caseBook(content: Content, form: CaseForm): CaseBook {
  const { release, latest, fellowship, now } = form;
  const { catalogue } = release;
  const settings = catalogue.settings.map((each) => ({ value: each.code, label: each.name }));
  const supervisors = form.supervisors.map((each) => ({ value: each.id, label: each.name }));
  const places = lastFirst(
    settings,
    latest.map((each) => each.setting),
  );
  const people = lastFirst(
    supervisors,
    latest.map((each) => each.supervisorId),
  );
  return {
    fellowshipId: fellowship.id,
    zone: fellowship.timeZone,
    at: now,
    now: localText(now, fellowship.timeZone),
    datePrecision: form.policy.datePrecision,
    roles: content.logRoles.map(({ code, name }) => ({ value: code, label: name })),
    idleRoles: content.logRoles.filter((each) => each.weight.value === 0).map(({ code }) => code),
    settings: places.options,
    supervisors: people.options,
    recent: { settings: places.recent, supervisors: people.recent },
    grades: content.complicationGrades.map(({ code, name, meaning }) => ({
      value: code,
      label: name,
      hint: meaning,
    })),
    stages: content.scai.stages.map(({ code, name }) => ({
      value: code,
      label: `${code} ${name}`,
    })),
    names: {
      devices: namesOf(catalogue.devices),
      access: namesOf(catalogue.access),
      contexts: namesOf(catalogue.contexts),
      scenarios: namesOf(catalogue.scenarios),
      complications: namesOf(catalogue.complications),
    },
    activities: Object.fromEntries(
      catalogue.activities.map((each) => [each.code, activityPage(release, each)]),
    ),
    fills: fillsOf(content, form),
    before: Object.fromEntries(
      [...latest].reverse().map((each) => [each.activity, givenAgain(each)]),
    ),
    last: latest[0] ? givenAgain(latest[0]) : null,
  };
}

/** Activities logged last, the last one first, and all of them by domain. */
export function activityChoice({ release, latest }: CaseForm) {
  const { activities } = release.catalogue;
  const named = ({ code, name }: Activity) => ({ code, name });
  const domains = new Map(release.competencies.map((each) => [each.code, each.domain]));
  const recent = [...new Set(latest.map((each) => each.activity))].slice(0, recentMost);
  return {
    recent: recent.flatMap((code) => {
      const found = activities.find((each) => each.code === code);
      return found ? [named(found)] : [];
    }),
    groups: release.domains.map(({ code, name }) => ({
      name,
      activities: activities
        .filter(({ competencies: [first = ""] }) => domains.get(first) === code)
        .map(named),
    })),
  };
}

/** What is likely to be the same next time; what befell one patient is not. */
export function givenAgain(entry: CaseEvidence): GivenCase {
  const { role, setting, supervisorId, devices, access } = entry;
  const probable = { role, setting, supervisorId: supervisorId ?? undefined, devices, access };
  return { ...probable, contexts: [], complications: [] };
}

/** All that an entry says, for correcting it. */
export function givenBy(entry: CaseEvidence): GivenCase {
  return {
    ...givenAgain(entry),
    contexts: entry.contexts,
    scenario: entry.scenario ?? undefined,
    hours: entry.hours === null ? undefined : String(entry.hours),
    scaiStage: entry.scaiStage ?? undefined,
    complicationGrade: entry.complicationGrade,
    complications: entry.complications,
  };
}

function activityPage(release: Release, activity: Activity): CaseBook["activities"][string] {
  const { name, kind, devices, access, scenarios, complications } = activity;
  const asked = activity.competencies.flatMap((code) => findCompetency(release, code) ?? []);
  const kinds = asked.flatMap((each) => each.subMinimums.map(({ filter }) => filter));
  return {
    name,
    simulated: kind === "simulation",
    asksHours: asked.some((each) => (each.hours?.value ?? 0) > 0),
    asksDevices: kinds.some((filter) => filter.devices !== undefined),
    asksContexts: kinds.some((filter) => filter.contexts !== undefined),
    devices,
    access,
    contexts: activity.contexts.filter((each) => !derivedContexts.includes(each)),
    scenarios,
    complications,
    fills: fillsOfActivity(activity),
  };
}

function namesOf(items: readonly { readonly code: string; readonly name: string }[]) {
  return Object.fromEntries(items.map(({ code, name }) => [code, name]));
}

function lastFirst(options: readonly Option[], used: readonly (string | null)[]) {
  const order = [...new Set(used)].slice(0, quickMost);
  const late = order.flatMap((value) => options.find((each) => each.value === value) ?? []);
  const others = options.filter((each) => !late.includes(each));
  return { options: [...late, ...others], recent: late.length };
}
