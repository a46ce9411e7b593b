import { v7 as uuidv7 } from "uuid";
import { say } from "#app/domain/copy.ts";
import {
  type AlertPlan,
  alertPlan,
  type ClosedGap,
  type DueAlert,
  lookBackMs,
  nextAlertAt,
} from "#app/domain/coverage/gap/alert.ts";
import { alertMail } from "#app/domain/coverage/gap/alert-mail.ts";
import type { RuleGap } from "#app/domain/coverage/gap/rule-gaps.ts";
import { formatInstant, type Instant, later } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  givenAlerts,
  insertAlerts,
  moveAlert,
  removeAlerts,
  takeUnit,
} from "#db/store/coverage/gap-alerts.server.ts";
import { gapDecisionsOf } from "#db/store/coverage/gap-decisions.server.ts";
import { directorsOf, leadsOf, once } from "#db/store/coverage/unit-readers.server.ts";
import { insertMail } from "#db/store/people/outbox.server.ts";
import type { UnitRow } from "#db/store/unit-lookup.server.ts";
import type { House } from "../../context.server.ts";
import { announce, type Happening } from "../webhook/events.server.ts";
import { gapPath } from "./gap-path.server.ts";

export type Told = {
  readonly alerts: number;
  readonly mails: number;
  /** When the unit has to be looked at again though nothing was recorded; null: not by this. */
  readonly next: Instant | null;
};

/**
 * Tells of a unit's gaps what is due and was not told: one mail to whoever leads it and its director, and
 * an event for each gap to its webhooks. What was told is noted in the same transaction, and the unit is
 * taken, so that neither a crash nor another process doubles or loses anything.
 *
 * @param gaps  Of block rules, from `lookBackMs` before `now` on.
 */
export async function tellGaps(
  house: House,
  unit: UnitRow,
  gaps: readonly RuleGap[],
  now: Instant,
): Promise<Told> {
  return house.db.transaction(async (tx) => {
    await takeUnit(tx, unit.id);
    const given = await givenAlerts(tx, unit.id);
    const decisions = await gapDecisionsOf(tx, [unit.id], later(now, -lookBackMs));
    const plan = alertPlan({ gaps, decisions, given, now });
    await note(tx, unit, plan, now);
    await announce(house, tx, unit, happenings(house, unit, plan), now);
    const mails = await write(house, tx, unit, plan.due, now);
    const next = nextAlertAt({ gaps, decisions, given: await givenAlerts(tx, unit.id), now });
    return { alerts: plan.due.length, mails, next };
  });
}

async function note(tx: Transaction, unit: UnitRow, plan: AlertPlan, now: Instant) {
  await removeAlerts(tx, plan.gone);
  for (const { id, end } of plan.moved) await moveAlert(tx, id, end);
  const told = plan.due.map(({ gap, stage, start, end }) => ({
    rule: gap.rule,
    stage,
    start,
    end,
  }));
  await insertAlerts(tx, unit.id, told, now);
}

function happenings(house: House, unit: UnitRow, { due, closed }: AlertPlan): Happening[] {
  const dataOf = ({ rule, start, end }: Pick<ClosedGap, "rule" | "start" | "end">) => ({
    rule,
    start: formatInstant(start),
    end: formatInstant(end),
    link: `${house.settings.publicOrigin}${gapPath(unit.code, { rule, start })}`,
  });
  const opened = due.map(({ gap, stage, isFirst, start, end }): Happening => {
    const type = isFirst ? "coverage.gap.opened" : "coverage.gap.nearer";
    return { type, data: { ...dataOf({ rule: gap.rule, start, end }), stage } };
  });
  const ended = closed.map((each): Happening => {
    return { type: "coverage.gap.closed", data: { ...dataOf(each), because: each.because } };
  });
  return [...ended, ...opened];
}

/** @returns How many mails were written: the same to each who is to know. */
async function write(
  house: House,
  tx: Transaction,
  unit: UnitRow,
  due: readonly DueAlert[],
  now: Instant,
): Promise<number> {
  if (due.length === 0) return 0;
  const leads = await leadsOf(tx, unit, now);
  const readers = once([...leads, ...(await directorsOf(tx, unit, now))]);
  const { copy } = house.content;
  const at = (path: string) => `${house.settings.publicOrigin}${path}`;
  const lines = due.map(({ gap, stage, start, end }) => ({
    ...{ stage, start, end, rule: gap.rule, title: gap.title },
    isCutAtStart: gap.isCutAtStart && start <= gap.start,
    isCutAtEnd: gap.isCutAtEnd && end === gap.end,
    why: gap.kinds.map((kind) => say(copy, `gap_kinds.${kind}`)).join("; "),
    link: at(gapPath(unit.code, { rule: gap.rule, start })),
  }));
  const about = { name: unit.name, zone: unit.timeZone };
  const mail = alertMail(lines, { unit: about, page: at(`/units/${unit.code}/coverage`) });
  for (const { email } of readers) {
    await insertMail(tx, { id: uuidv7(), toAddress: email, ...mail, createdAt: now });
  }
  return readers.length;
}
