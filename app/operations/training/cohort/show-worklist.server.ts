import { nameOfCode, releaseOf } from "#app/domain/content.ts";
import { stretchAt } from "#app/domain/credential/standing.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import { findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { GridRow } from "#app/domain/signoff/cohort-grid.ts";
import { recommendation } from "#app/domain/signoff/committee.ts";
import { inOrder, isStale, type WorklistItem } from "#app/domain/signoff/worklist.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { type Programme, scopeTarget } from "#db/store/people/places.server.ts";
import { decidedReviews, reviewsOf, votesOf } from "#db/store/signoff/reviews.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import { cohortOf, type Fellowship } from "#db/store/training/fellowships.server.ts";
import { requestsEnding } from "#db/store/training/worklist.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { standingRules } from "../../coverage/facts.server.ts";
import { programmesOf } from "./programmes.server.ts";
import { gridRows } from "./show-grid.server.ts";
import { ofCases } from "./worklist-cases.server.ts";

const overseers = ["programme_director", "committee_member", "auditor"] as const;

export type Worklist = {
  readonly programme: Programme;
  readonly items: readonly WorklistItem[];
};

/** What waits for somebody who directs a programme, the most pressing first. */
export function showWorklist(ctx: Context, programmeId: string): Promise<Result<Worklist>> {
  const target = (tx: Transaction) => scopeTarget(tx, "programme", programmeId);
  return ask<Worklist>(ctx, "cohort.read", target, async ({ tx, now }) => {
    const programmes = await programmesOf(tx, ctx.actor, overseers, now);
    const programme = programmes.find((each) => each.id === programmeId);
    if (!programme) return refuse("no_such_programme");
    const all = await cohortOf(tx, programmeId);
    const items = [
      ...ofTraining(await gridRows(ctx, tx, programmeId, now), ctx, now),
      ...(await ofCases(ctx, tx, all, now)),
      ...(await ofRequests(ctx, tx, all, now)),
      ...(await ofCredentials(ctx, tx, all, now)),
      ...(await ofReviews(ctx, tx, programmeId)),
    ];
    return allow({ programme, items: inOrder(items) });
  });
}

function ofTraining(rows: readonly GridRow[], { content }: Context, now: Instant): WorklistItem[] {
  const { oversight } = content.portfolio;
  const base = (row: GridRow) => ({
    fellowshipId: row.fellowshipId,
    fellowName: row.name,
    about: "",
    id: null,
  });
  const stale = rows
    .filter((row) => isStale(row, now, oversight))
    .map((row) => ({ ...base(row), kind: "stale" as const, count: 1, at: row.lastObservedAt }));
  const lagging = rows
    .filter((row) => row.isAtRisk)
    .map((row) => ({
      ...base(row),
      kind: "at_risk" as const,
      about: `${row.epasMet} of ${row.cells.length}`,
      count: row.epasMet,
      at: null,
    }));
  return [...stale, ...lagging];
}

async function ofRequests(
  { content }: Context,
  tx: Transaction,
  all: readonly Fellowship[],
  now: Instant,
): Promise<WorklistItem[]> {
  const by = new Map(all.map((each) => [each.id, each]));
  const until = later(now, content.portfolio.oversight.requestEndsDays.value * day);
  const found = await requestsEnding(tx, [...by.keys()], now, until);
  return found.flatMap(({ fellowshipId, subjectCode, assessorName, expiresAt }) => {
    const fellow = by.get(fellowshipId);
    if (!fellow) return [];
    const release = releaseOf(content, fellow.release);
    const subject =
      findCompetency(release, subjectCode)?.name ??
      findEpa(release, subjectCode)?.name ??
      subjectCode;
    const about = `${subject}, asked of ${assessorName}`;
    const item = {
      fellowshipId,
      fellowName: fellow.fellowName,
      about,
      count: 1,
      at: expiresAt,
      id: subjectCode,
    };
    return [{ ...item, kind: "request" as const }];
  });
}

/** Own and outside credentials that are due for renewal, past their validity, or to be looked up again. */
async function ofCredentials(
  ctx: Context,
  tx: Transaction,
  all: readonly Fellowship[],
  now: Instant,
): Promise<WorklistItem[]> {
  const latest = new Map(all.map((each) => [each.fellowId, each]));
  const records = await holderRecords(tx, [...latest.keys()], everything);
  const rules = standingRules(ctx.content);
  return [...latest.values()].flatMap((fellow) => {
    const record = records.get(fellow.fellowId);
    if (!record) return [];
    return timelinesOf(record, rules).flatMap((timeline) => {
      const stretch = stretchAt(timeline, now);
      if (stretch?.state !== "renewal_due" && stretch?.state !== "in_grace") return [];
      const about = nameOfCode(ctx.content, timeline.code);
      const { id: fellowshipId, fellowName } = fellow;
      const item = {
        fellowshipId,
        fellowName,
        about,
        count: 1,
        at: stretch.end,
        id: timeline.code,
      };
      return [{ ...item, kind: "credential" as const }];
    });
  });
}

/** Reviews that the committee recommends and the director has not decided. */
async function ofReviews(
  { content }: Context,
  tx: Transaction,
  programmeId: string,
): Promise<WorklistItem[]> {
  const reviews = await reviewsOf(tx, [programmeId]);
  const ids = reviews.map((each) => each.id);
  const decided = await decidedReviews(tx, ids);
  const votes = await votesOf(tx, ids);
  return reviews.flatMap((review) => {
    if (decided.has(review.id)) return [];
    const quorum = releaseOf(content, review.release).requirements.committeeMembers.value;
    const cast = votes.filter((each) => each.reviewId === review.id);
    const { state, reachedAt } = recommendation(cast, quorum);
    if (state !== "recommended") return [];
    return [
      {
        kind: "sign_off" as const,
        fellowshipId: review.fellowshipId ?? "",
        fellowName: review.personName,
        about: nameOfCode(content, review.credentialCode),
        count: 1,
        at: reachedAt,
        id: review.id,
      },
    ];
  });
}
