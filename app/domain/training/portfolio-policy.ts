import { z } from "zod";
import { type bases, CompetencyCode, EpaCode, Figure, SourceKey } from "../curriculum/schema.ts";
import type { Instant } from "../time/interval.ts";

/** How an assessor was known to be who they are; the order says nothing about strength. */
export const assurances = ["account", "verified_mail", "in_person"] as const;
export type Assurance = (typeof assurances)[number];

/** How exactly the date of a case is kept. Night and weekend are derived before it is cut. */
export const datePrecisions = ["minute", "day", "month"] as const;
export type DatePrecision = (typeof datePrecisions)[number];

/** A link shown as a QR code lives no longer than this, whatever a programme decides. */
const qrMinutesMax = 10;
const mailLinkHoursMax = 14 * 24;
const requestDaysMax = 90;

/** So many cases of a competency or an EPA in one context; it gates nothing. */
export const ContextTarget = z.strictObject({
  subject: z.union([CompetencyCode, EpaCode]),
  context: z.string().min(1).max(40),
  min: z.number().int().min(1).max(1000),
});
export type ContextTarget = z.output<typeof ContextTarget>;

const CountedAssurance = z
  .array(z.enum(assurances))
  .refine((all) => all.includes("account"), { error: "what is given with an account counts" })
  .refine((all) => new Set(all).size === all.length, { error: "one is named twice" });

const sameTarget = (a: ContextTarget, b: ContextTarget) =>
  a.subject === b.subject && a.context === b.context;

/** How a programme runs its portfolio. */
export const PortfolioPolicy = z.strictObject({
  datePrecision: z.enum(datePrecisions),
  /** Observations given in another way are kept and shown, and never counted. */
  countedAssurance: CountedAssurance,
  contextTargets: z
    .array(ContextTarget)
    .max(60)
    .refine((all) => all.every((each, i) => all.findIndex((one) => sameTarget(one, each)) === i), {
      error: "a target is named twice",
    }),
  qrMinutes: z.number().int().min(1).max(qrMinutesMax),
  mailLinkHours: z.number().int().min(1).max(mailLinkHoursMax),
  requestDays: z.number().int().min(1).max(requestDaysMax),
});
export type PortfolioPolicy = z.output<typeof PortfolioPolicy>;

const basis = z.enum(["default", "adapted", "sourced"] satisfies readonly (typeof bases)[number][]);
const grounds = { basis, source: SourceKey, note: z.string().optional() };

/** content/standards/portfolio.yaml: what holds until a programme decides, and what none decides. */
export const Portfolio = z.strictObject({
  policy: z.strictObject({
    datePrecision: z.strictObject({ value: z.enum(datePrecisions), ...grounds }),
    countedAssurance: z.strictObject({ value: CountedAssurance, ...grounds }),
    contextTargets: z.array(ContextTarget.extend({ min: Figure })),
    qrMinutes: Figure,
    mailLinkHours: Figure,
    requestDays: Figure,
  }),
  /** When asking for more observations of one subject tells nothing new. */
  enoughEvidence: z.strictObject({
    observations: Figure,
    assessors: Figure,
    /** How many levels the last ones may lie apart and still agree. */
    spread: Figure,
  }),
  /** A figure over people is shown only where so many contribute. */
  suppressUnder: Figure,
  /** What stands on a director's worklist. Shares are of 1. */
  oversight: z.strictObject({
    staleDays: Figure,
    requestEndsDays: Figure,
    unconfirmedDays: Figure,
    atRisk: z.strictObject({ fromElapsedShare: Figure, lagShare: Figure }),
  }),
});
export type Oversight = Portfolio["oversight"];
export type Portfolio = z.output<typeof Portfolio>;

/** The policy of a programme that decided nothing. @source content/standards/portfolio.yaml */
export function defaultPolicy({ portfolio }: { readonly portfolio: Portfolio }): PortfolioPolicy {
  const { policy } = portfolio;
  return {
    datePrecision: policy.datePrecision.value,
    countedAssurance: policy.countedAssurance.value,
    contextTargets: policy.contextTargets.map((each) => ({ ...each, min: each.min.value })),
    qrMinutes: policy.qrMinutes.value,
    mailLinkHours: policy.mailLinkHours.value,
    requestDays: policy.requestDays.value,
  };
}

/** Which identity evidence counts from an instant on, until a later rule takes its place. */
export type AssuranceRule = { readonly since: Instant; readonly counted: readonly Assurance[] };

/** Before the first decision, and for evidence without a programme: what was given with an account. */
const accountOnly: readonly Assurance[] = ["account"];

/**
 * What counts at an instant, by the rule that began last. A programme's decision covers all observations,
 * earlier ones too, since it says whom the programme trusts to have been who they said they were.
 */
export function countedAssurance(rules: readonly AssuranceRule[], at: Instant) {
  let found: AssuranceRule | null = null;
  for (const each of rules) {
    if (each.since <= at && (!found || each.since >= found.since)) found = each;
  }
  return found?.counted ?? accountOnly;
}
