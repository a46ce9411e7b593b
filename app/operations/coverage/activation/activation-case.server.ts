import { type ActivationFlag, flagsOf, reviewDueAt } from "#app/domain/coverage/activation.ts";
import { type TeamRecord, teamRecord } from "#app/domain/coverage/team-record.ts";
import { callToDeviceMinutes } from "#app/domain/coverage/team-times.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  type ActivationVersion,
  activationVersions,
  type JoinedRow,
  joinedTo,
  type ReviewRow,
  reviewsOf,
  type SupportRow,
  supportRows,
} from "#db/store/activations.server.ts";
import type { Context } from "../../context.server.ts";

/** One call with everything that was recorded of it, whatever was corrected since. */
export type ActivationCase = {
  /** The version that stands; of a call that was none, the last one. */
  readonly standing: ActivationVersion;
  /** Oldest first, the standing one among them. */
  readonly versions: readonly ActivationVersion[];
  readonly joined: readonly JoinedRow[];
  readonly reviews: readonly ReviewRow[];
  /** Everything that was recorded about when support began, oldest first. */
  readonly supportRows: readonly SupportRow[];
  /** The row that stands; null: none began, or nobody recorded it. */
  readonly support: SupportRow | null;
  /** Whole minutes from the call to the beginning of support, where both are known and fit. */
  readonly callToDeviceMinutes: number | null;
  readonly team: TeamRecord;
  readonly flags: readonly ActivationFlag[];
  readonly reviewDueAt: Instant | null;
};

/** The calls of a unit, the latest first; those recorded in error are left out unless asked for by id. */
export async function casesOf(
  { content }: Pick<Context, "content">,
  tx: Transaction,
  unitId: string,
  now: Instant,
): Promise<ActivationCase[]> {
  const chains = chainsOf(await activationVersions(tx, unitId));
  const ids = chains.flatMap((chain) => chain.map(({ id }) => id));
  const [joined, reviews] = [await joinedTo(tx, ids), await reviewsOf(tx, ids)];
  const begun = await supportRows(tx, ids);
  const standard = content.shockTeam;
  return chains
    .flatMap((versions) => {
      const standing = versions.at(-1);
      if (!standing) return [];
      const isOwn = ({ activationId }: { activationId: string }) =>
        versions.some(({ id }) => id === activationId);
      const own = joined.filter(isOwn);
      const seen = reviews.filter(isOwn);
      const team = teamRecord(standard, standing, own);
      const flags = flagsOf(standard, standing, { team, isReviewed: seen.length > 0, now });
      const due = standing.emergency ? reviewDueAt(standard, standing) : null;
      const times = startOf(standing, begun.filter(isOwn));
      const found = { standing, versions, joined: own, reviews: seen, team, flags };
      return [{ ...found, ...times, reviewDueAt: due }];
    })
    .sort((a, b) => b.standing.activatedAt - a.standing.activatedAt);
}

function startOf(standing: ActivationVersion, rows: readonly SupportRow[]) {
  const support =
    rows.find(({ id, voided }) => !voided && rows.every((each) => each.supersedes !== id)) ?? null;
  const minutes = callToDeviceMinutes(standing, support?.startedAt ?? null);
  return { supportRows: rows, support, callToDeviceMinutes: minutes };
}

/** The call that has a version of this id; null where the unit has none. */
export async function caseOf(
  ctx: Pick<Context, "content">,
  tx: Transaction,
  unitId: string,
  { id, now }: { readonly id: string; readonly now: Instant },
): Promise<ActivationCase | null> {
  const cases = await casesOf(ctx, tx, unitId, now);
  return cases.find(({ versions }) => versions.some((each) => each.id === id)) ?? null;
}

/** Versions of one call after one another: each names the one that it corrects. */
function chainsOf(versions: readonly ActivationVersion[]): ActivationVersion[][] {
  const chains = new Map<string, ActivationVersion[]>();
  for (const version of versions) {
    const before = version.supersedes === null ? undefined : chains.get(version.supersedes);
    const chain = [...(before ?? []), version];
    if (version.supersedes !== null) chains.delete(version.supersedes);
    chains.set(version.id, chain);
  }
  return [...chains.values()];
}
