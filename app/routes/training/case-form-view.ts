import type { Content } from "#app/domain/content.ts";
import type { Activity } from "#app/domain/curriculum/schema.ts";
import { localParts } from "#app/domain/time/wall-time.ts";
import { derivedContexts } from "#app/domain/training/case.ts";
import type { RequirementLine } from "#app/domain/training/requirement-line.ts";
import type { CompetencySatisfaction } from "#app/domain/training/satisfaction.ts";
import { missingWords } from "#app/domain/training/words.ts";
import type { CaseForm } from "#app/operations/training/prepare-case.server.ts";

/** The form for one activity: only what the catalogue offers with it, and the last answers again. */
export function caseFormView(content: Content, form: CaseForm, activity: Activity) {
  const { release, last, fellowship } = form;
  const { catalogue } = release;
  const offered = (items: readonly { code: string; name: string }[], codes: readonly string[]) =>
    items
      .filter((each) => codes.includes(each.code))
      .map((each) => ({ value: each.code, label: each.name }));
  const contexts = activity.contexts.filter((each) => !derivedContexts.includes(each));
  const known = last?.activity === activity.code;
  return {
    activity: activity.code,
    title: activity.name,
    fellowshipId: fellowship.id,
    zone: fellowship.timeZone,
    now: localText(form.now, fellowship.timeZone),
    simulated: activity.kind === "simulation",
    roles: content.logRoles.map(({ code, name, anchor, weight }) => ({
      value: code,
      label: name,
      hint: weight.value > 0 ? anchor : `${anchor} Does not count towards the number of cases.`,
    })),
    settings: catalogue.settings.map((each) => ({ value: each.code, label: each.name })),
    supervisors: form.supervisors.map((each) => ({ value: each.id, label: each.name })),
    devices: offered(catalogue.devices, activity.devices),
    access: offered(catalogue.access, activity.access),
    contexts: offered(catalogue.contexts, contexts),
    scenarios: offered(catalogue.scenarios, activity.scenarios),
    complications: offered(catalogue.complications, activity.complications),
    grades: content.complicationGrades.map(({ code, name, meaning }) => ({
      value: code,
      label: name,
      hint: meaning,
    })),
    stages: content.scai.stages.map(({ code, name }) => ({
      value: code,
      label: `${code} ${name}`,
    })),
    asksHours: form.fills.some((each) => each.lines.some((line) => line.kind === "hours")),
    fills: form.fills.map((each) => fillWords(content, each, activity.kind === "simulation")),
    before: {
      role: known ? last.role : undefined,
      setting: known ? last.setting : undefined,
      supervisorId: last?.supervisorId ?? undefined,
      devices: known ? last.devices : [],
    },
  };
}

export type CaseFormView = ReturnType<typeof caseFormView> & { readonly id: string };

/** Which gaps a case of this kind can fill: "Fills 1 of 2 missing". */
function fillWords({ copy }: Content, each: CompetencySatisfaction, simulated: boolean) {
  const kinds = simulated ? ["simulation", "scenario", "log"] : ["log", "sub_minimum", "hours"];
  const open = each.lines.filter((line) => !line.met && kinds.includes(line.kind));
  const first = open.find((line) => line.kind === "log" || line.kind === "simulation");
  const gap = first?.missing[0];
  return {
    name: each.name,
    title: gap ? fillTitle(gap.count, first) : "Enough are logged already",
    missing: open.map((line) => missingWords(copy, line)),
  };
}

function fillTitle(count: number, { kind }: RequirementLine): string {
  const what = kind === "simulation" ? "sessions" : "cases";
  return `Fills 1 of ${Math.ceil(count)} missing ${what}, once confirmed`;
}

/** "2026-11-22T04:12", as the field for a local time wants it. */
export function localText(at: Parameters<typeof localParts>[0], zone: string): string {
  const { year, month, day, hour, minute } = localParts(at, zone);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}
