import { z } from "zod";
import { momentWords } from "#app/components/moment.tsx";
import type { PolicyFormView } from "#app/components/policy-fields.tsx";
import type { Content } from "#app/domain/content.ts";
import { findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import {
  assurances,
  type ContextTarget,
  datePrecisions,
  defaultPolicy,
  type PortfolioPolicy,
} from "#app/domain/training/portfolio-policy.ts";
import {
  type PolicyView,
  SetPolicy,
} from "#app/operations/training/fellowship/set-policy.server.ts";

const Several = z.array(z.string().max(64)).max(80).default([]);
/** As forms send numbers; how large they may be, the policy itself says. */
const Whole = z.coerce.number().int("Write a whole number.");

/**
 * The form as it is sent: a target is a row of three fields, and a row without a number or without a
 * subject is none. What is given with an account always counts, so it is not asked.
 */
export const PolicyForm = z
  .object({
    ...{ id: z.uuid(), programmeId: z.uuid(), basedOn: z.uuid().optional() },
    ...{
      datePrecision: z.enum(datePrecisions),
      assurance: z.array(z.enum(assurances)).default([]),
    },
    ...{ targetSubject: Several, targetContext: Several, targetMin: Several },
    ...{ qrMinutes: Whole, mailLinkHours: Whole, requestDays: Whole },
  })
  .transform((form, issues) => {
    const { id, programmeId, basedOn, assurance, targetSubject, targetContext, targetMin } = form;
    const { datePrecision, qrMinutes, mailLinkHours, requestDays } = form;
    const contextTargets = targetSubject.flatMap((subject, i) => {
      const [context = "", min = ""] = [targetContext[i], targetMin[i]];
      const blank = min.trim() === "" || min.trim() === "0";
      return blank || (subject === "" && context === "")
        ? []
        : [{ subject, context, min: Number(min) }];
    });
    const countedAssurance = [...new Set(["account" as const, ...assurance])];
    const numbers = { qrMinutes, mailLinkHours, requestDays };
    const said = { datePrecision, countedAssurance, contextTargets, ...numbers };
    const policy = SetPolicy.shape.policy.safeParse(said);
    if (policy.success) return { id, programmeId, basedOn, policy: policy.data };
    for (const { path, message } of policy.error.issues) {
      issues.addIssue({
        code: "custom",
        path: path.slice(0, 1),
        message: wordsFor(path[0], message),
      });
    }
    return z.NEVER;
  });

function wordsFor(field: PropertyKey | undefined, message: string): string {
  if (field !== "contextTargets") return "Keep within the limit that is named here, from 1 on.";
  return message === "a target is named twice"
    ? "The same subject and circumstance stand here twice."
    : "Each target needs a subject, a circumstance and a whole number up to 1,000.";
}

const precisionNames: Record<PortfolioPolicy["datePrecision"], string> = {
  minute: "Day and time",
  day: "Only the day",
  month: "Only the month",
};
const assuranceNames: Record<PortfolioPolicy["countedAssurance"][number], string> = {
  account: "Signed in with an account",
  verified_mail: "Without an account, by a link sent to their mail address",
  in_person: "Without an account, in person by the QR code on the fellow's screen",
};

/** What the form offers and what holds now. */
export function policyView(content: Content, { inForce, basedOn }: PolicyView): PolicyFormView {
  const { current: release } = content;
  const coded = ({ code, name }: { readonly code: string; readonly name: string }) => ({
    value: code,
    label: `${code} ${name}`,
  });
  return {
    basedOn,
    inForce,
    precisions: datePrecisions.map((value) => ({ value, label: precisionNames[value] })),
    assurances: assurances
      .filter((each) => each !== "account")
      .map((value) => ({ value, label: assuranceNames[value] })),
    subjects: [
      ...release.competencies.map((each) => ({ ...coded(each), group: "Competencies" })),
      ...release.epas.map((each) => ({ ...coded(each), group: "Activities to entrust" })),
    ],
    contexts: release.catalogue.contexts.map(({ code, name }) => ({ value: code, label: name })),
  };
}

/** What each change changed, latest first. */
export function policyHistory(content: Content, { programme, history }: PolicyView) {
  return history.map((each, i) => {
    const before = history[i + 1]?.policy ?? defaultPolicy(content);
    return {
      key: each.id,
      at: momentWords(each.recordedAt, programme.timeZone),
      by: each.by,
      title: changesOf(content, before, each.policy).join("; "),
    };
  });
}

/** In words, one for each thing that differs. */
export function changesOf(content: Content, was: PortfolioPolicy, is: PortfolioPolicy): string[] {
  const moved = (name: string, from: number, to: number, unit: string) =>
    from === to ? [] : [`${name}: ${from} → ${to} ${unit}`];
  const counted = (policy: PortfolioPolicy) =>
    assurances.filter((each) => policy.countedAssurance.includes(each));
  const names = (policy: PortfolioPolicy) =>
    counted(policy)
      .map((each) => assuranceNames[each].toLowerCase())
      .join("; ");
  return [
    ...(was.datePrecision === is.datePrecision
      ? []
      : [`Dates of cases: ${precisionNames[is.datePrecision].toLowerCase()}`]),
    ...(names(was) === names(is) ? [] : [`Observations count that are given: ${names(is)}`]),
    ...moved("Requests stay open", was.requestDays, is.requestDays, "days"),
    ...moved("Links by mail work", was.mailLinkHours, is.mailLinkHours, "h"),
    ...moved("QR codes work", was.qrMinutes, is.qrMinutes, "min"),
    ...targetChanges(content, was.contextTargets, is.contextTargets),
  ];
}

function targetChanges(
  content: Content,
  was: readonly ContextTarget[],
  is: readonly ContextTarget[],
): string[] {
  const keyed = (all: readonly ContextTarget[]) =>
    new Map(all.map((each) => [targetName(content, each), each.min]));
  const [before, after] = [keyed(was), keyed(is)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => {
      const [from, to] = [before.get(name), after.get(name)];
      if (to === undefined) return `${name}: no target any longer`;
      return from === undefined ? `${name}: ${to}` : `${name}: ${from} → ${to}`;
    });
}

function targetName({ current }: Content, { subject, context }: ContextTarget): string {
  const about = findCompetency(current, subject) ?? findEpa(current, subject);
  const under = current.catalogue.contexts.find((each) => each.code === context);
  return `${about?.name ?? subject}, ${(under?.name ?? context).toLowerCase()}`;
}
