import { beginningOf } from "#app/domain/people/validity.ts";
import { allow, type Result } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import { localParts } from "#app/domain/time/wall-time.ts";
import { type Milestone, milestonesOf } from "#app/domain/training/milestones.ts";
import { committeeMilestonesOf } from "#db/store/signoff/committee-milestones.server.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import type { Context } from "../../context.server.ts";
import { judgedAs, openDossier } from "./show-progress.server.ts";

/** Half of a calendar year, as committees name it: "2026-H2". */
type HalfYear = { readonly name: string; readonly during: Interval };

export type MilestoneCell = Pick<Milestone, "observed" | "observations"> & {
  readonly halfYear: string;
  /** What a committee found and signed; else the median level that it had entrusted by then. */
  readonly committee: number | null;
  readonly committeeBy: "finding" | "entrustment" | null;
};

export type MilestonesView = {
  readonly fellowship: Fellowship;
  readonly at: Instant;
  readonly milestones: readonly {
    readonly domain: string;
    readonly name: string;
    readonly cells: readonly MilestoneCell[];
  }[];
};

/**
 * Where a fellow stands in each domain, twice a year: what assessors observed beside the committee.
 *
 * @param fellowshipId  Whose; null for the asker's own.
 */
export function showMilestones(
  ctx: Context,
  fellowshipId: string | null,
): Promise<Result<MilestonesView>> {
  return openDossier(ctx, fellowshipId, "milestones", async (view, fellowship) => {
    const judged = await judgedAs(ctx, view, fellowship.fellowId);
    if (!judged.ok) return judged;
    const { evidence, rules, at } = judged.value;
    const halves = halfYears(fellowship, at);
    const intervals = halves.map((each) => each.during);
    const found = await committeeMilestonesOf(view.tx, fellowship.id);
    const findings = new Map(found.map((each) => [each.halfYear, each.levels]));
    const domains = milestonesOf(rules.release, evidence, intervals, at);
    return allow({
      fellowship,
      at,
      milestones: domains.map(({ domain, name, halfYears: each }) => ({
        domain,
        name,
        cells: each.map((cell, i) => {
          const halfYear = halves[i]?.name ?? "";
          return cellOf(cell, halfYear, findings.get(halfYear)?.[domain]);
        }),
      })),
    });
  });
}

function cellOf(
  { observed, observations, committee }: Milestone,
  halfYear: string,
  finding: number | undefined,
): MilestoneCell {
  const by = committee === null ? null : ("entrustment" as const);
  return {
    halfYear,
    observed,
    observations,
    committee: finding ?? committee,
    committeeBy: finding === undefined ? by : "finding",
  };
}

/** The halves of calendar years that a fellowship touches, until now, on the programme's calendar. */
function halfYears({ during, timeZone }: Fellowship, at: Instant): HalfYear[] {
  const last = Math.min(during.end - 1, Math.max(at, during.start)) as Instant;
  const first = halfOf(during.start, timeZone);
  const count = halfOf(last, timeZone) - first + 1;
  return Array.from({ length: count }, (_, i) => {
    const [start, end] = [first + i, first + i + 1].map((half) => beginOf(half, timeZone));
    const name = `${Math.floor((first + i) / 2)}-H${((first + i) % 2) + 1}`;
    return { name, during: interval(start as Instant, end as Instant) };
  });
}

/** Halves of years counted through, so that the next one is one more. */
function halfOf(at: Instant, zone: string): number {
  const { year, month } = localParts(at, zone);
  return year * 2 + (month > 6 ? 1 : 0);
}

function beginOf(half: number, zone: string): Instant {
  return beginningOf(`${Math.floor(half / 2)}-${half % 2 === 0 ? "01" : "07"}-01`, zone);
}
