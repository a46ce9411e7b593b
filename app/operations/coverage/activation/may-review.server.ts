import { stretchAt } from "#app/domain/credential/standing.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import type { Context } from "../../context.server.ts";
import { standingRules } from "../facts.server.ts";
import type { ActivationCase } from "./activation-case.server.ts";

/** Whether the person who asks may review this call now, as far as the standard goes. */
export async function mayReview(
  { actor, content }: Context,
  tx: Transaction,
  { standing, versions, joined }: ActivationCase,
  now: Instant,
): Promise<Result<undefined>> {
  if (actor.kind !== "person") return refuse("reviewer_not_entitled", { codes: "" });
  if (!standing.emergency || standing.voided) return refuse("review_not_asked");
  const tookPart = [...versions.map((each) => each.recordedBy), ...joined.map((j) => j.personId)];
  if (tookPart.includes(actor.id)) return refuse("reviewer_took_part");
  const { reviewers } = content.shockTeam.emergency;
  const record = (await holderRecords(tx, [actor.id], everything)).get(actor.id);
  const held = record ? timelinesOf(record, standingRules(content)) : [];
  const counts = held.some(
    (each) => reviewers.includes(each.code) && stretchAt(each, now)?.counts === "yes",
  );
  return counts ? allow() : refuse("reviewer_not_entitled", { codes: reviewers.join(", ") });
}
