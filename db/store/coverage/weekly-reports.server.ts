import { and, eq, gt, isNotNull, isNull, lt, or } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Database, Transaction } from "../../client.server.ts";
import { override, overrideReview, weeklyReportSent } from "../../schema/coverage.ts";
import { rosterFeed } from "../../schema/roster.ts";

/** Takes a unit's report of a week for this transaction: true once. */
export async function claimReport(
  tx: Transaction,
  unitId: string,
  week: string,
  sentAt: Instant,
): Promise<boolean> {
  const rows = await tx
    .insert(weeklyReportSent)
    .values({ id: uuidv7(), unitId, week, sentAt })
    .onConflictDoNothing()
    .returning({ id: weeklyReportSent.id });
  return rows.length > 0;
}

/** Units whose report of one of these weeks is settled, as "unit week". */
export async function settledReports(db: Database, since: Instant): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ unitId: weeklyReportSent.unitId, week: weeklyReportSent.week })
    .from(weeklyReportSent)
    .where(gt(weeklyReportSent.sentAt, since));
  return new Set(rows.map(({ unitId, week }) => `${unitId} ${week}`));
}

/** How many overrides of a unit began before an instant and were never looked at by a second person. */
export async function unreviewedOverrides(
  tx: Transaction,
  unitId: string,
  begunBefore: Instant,
): Promise<number> {
  const rows = await tx
    .select({ id: override.id })
    .from(override)
    .leftJoin(overrideReview, eq(overrideReview.overrideId, override.id))
    .where(
      and(
        eq(override.unitId, unitId),
        isNull(overrideReview.id),
        lt(override.startsAt, begunBefore),
      ),
    );
  return rows.length;
}

/** Feeds of a unit that failed last or hold something back, by the name of their source. */
export async function troubledFeeds(tx: Transaction, unitId: string): Promise<string[]> {
  const rows = await tx
    .select({ source: rosterFeed.source })
    .from(rosterFeed)
    .where(
      and(
        eq(rosterFeed.unitId, unitId),
        isNull(rosterFeed.stoppedAt),
        or(isNotNull(rosterFeed.problem), isNotNull(rosterFeed.heldAt)),
      ),
    )
    .orderBy(rosterFeed.source);
  return rows.map(({ source }) => source);
}
