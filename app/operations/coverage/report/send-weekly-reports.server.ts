import { v7 as uuidv7 } from "uuid";
import { say } from "#app/domain/copy.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import type { GapKind } from "#app/domain/coverage/gap/cause.ts";
import { ruleGapsOver } from "#app/domain/coverage/gap/rule-gaps.ts";
import {
  hoursOf,
  type ReportWeek,
  reportDaysAhead,
  reportDue,
  reportText,
} from "#app/domain/coverage/gap/weekly-report.ts";
import { judgedOver } from "#app/domain/coverage/judged.ts";
import { allow, refuse } from "#app/domain/result.ts";
import { matcherOf } from "#app/domain/roster/duty.ts";
import { inForce, rowsInForce } from "#app/domain/roster/publication.ts";
import { day, hour, type Instant, later } from "#app/domain/time/instant.ts";
import { holds, interval } from "#app/domain/time/interval.ts";
import { leadsOf } from "#db/store/coverage/unit-readers.server.ts";
import {
  claimReport,
  settledReports,
  troubledFeeds,
  unreviewedOverrides,
} from "#db/store/coverage/weekly-reports.server.ts";
import { insertMail } from "#db/store/people/outbox.server.ts";
import { allUnits, type UnitRow } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../../ask.server.ts";
import { contextAs, type House, system } from "../../context.server.ts";
import { keepLooking, type Looking } from "../../keep-looking.server.ts";
import { factsOf } from "../facts.server.ts";

/**
 * Puts the weekly reports that are due into the outbox, one for each unit and week, to whoever leads it.
 * Whose week it is gets settled in the transaction that holds the mail.
 *
 * @returns How many units were reported.
 */
export async function sendWeeklyReports(house: House): Promise<number> {
  const now = house.clock.now();
  const settled = await settledReports(house.db, later(now, -10 * day));
  const units = await house.db.transaction((tx) => allUnits(tx), { accessMode: "read only" });
  let written = 0;
  for (const unit of units) {
    if (!holds(unit.during, now)) continue;
    const week = reportDue(unit.timeZone, now);
    if (!week || settled.has(`${unit.id} ${week.week}`)) continue;
    if (await sendReport(house, unit, week, now)) written += 1;
  }
  return written;
}

/** @returns Whether this process wrote it. */
async function sendReport(
  house: House,
  unit: UnitRow,
  week: ReportWeek,
  now: Instant,
): Promise<boolean> {
  const body = await textOf(house, unit, week, now);
  return house.db.transaction(async (tx) => {
    if (!(await claimReport(tx, unit.id, week.week, now))) return false;
    const subject = `${unit.name}: the week ${week.week}`;
    for (const { email } of await leadsOf(tx, unit, now)) {
      const mail = { id: uuidv7(), toAddress: email, subject, body, createdAt: now };
      await insertMail(tx, mail);
    }
    return true;
  });
}

async function textOf(house: House, unit: UnitRow, week: ReportWeek, now: Instant) {
  const ahead = interval(now, later(now, reportDaysAhead * day));
  const reviewHours = house.content.staffing.overrideReviewHours.value;
  const read = await ask(contextAs(house, system), "coverage.ask", {}, async (view) => {
    const known = await asOf(view, {});
    if (!known.ok) return known;
    const facts = (window: typeof ahead) =>
      factsOf(view.tx, house.content, [unit], window, known.value);
    const [past] = await facts(week.window);
    const [coming] = await facts(ahead);
    if (!past || !coming) return refuse("no_such_unit");
    const overdue = await unreviewedOverrides(view.tx, unit.id, later(now, -reviewHours * hour));
    const feeds = await troubledFeeds(view.tx, unit.id);
    return allow({ past, coming, overdue, feeds });
  });
  if (!read.ok) throw new Error(`unit ${unit.code} could not be read: ${read.refusal.code}`);
  const { past, coming, overdue, feeds } = read.value;
  const { copy } = house.content;
  return reportText({
    unit: { name: unit.name, zone: unit.timeZone },
    week,
    hours: hoursOf(judgedOver(past, week.window)),
    gaps: ruleGapsOver(coming, ahead).filter(({ severity }) => severity === "block"),
    kindWords: (kind: GapKind) => say(copy, `gap_kinds.${kind}`),
    waiting: waitingFor({ overdue, reviewHours, feeds, names: unmatchedNames(coming, now) }),
    page: `${house.settings.publicOrigin}/units/${unit.code}/coverage`,
  });
}

/** Names on the coming rosters that are matched to nobody. */
function unmatchedNames({ sources, registrations }: UnitFacts, now: Instant): string[] {
  const match = matcherOf(registrations);
  const rows = sources.flatMap((source) => rowsInForce(inForce(source.publications)));
  const open = rows.filter(({ assignment, during }) => {
    const at = Math.max(during.start, now) as Instant;
    return during.end > now && match(assignment.registration, at) === null;
  });
  const names = open.map(({ assignment }) => assignment.registration ?? assignment.nameText ?? "");
  return [...new Set(names)].filter((name) => name !== "").sort();
}

type Waiting = {
  readonly overdue: number;
  readonly reviewHours: number;
  readonly feeds: readonly string[];
  readonly names: readonly string[];
};

const namesShown = 8;

function waitingFor({ overdue, reviewHours, feeds, names }: Waiting): string[] {
  const shown = names.slice(0, namesShown).join(", ");
  const more = names.length > namesShown ? ` and ${names.length - namesShown} more` : "";
  return [
    ...(overdue > 0 ? [`Overrides that nobody reviewed within ${reviewHours} h: ${overdue}.`] : []),
    ...(names.length > 0 ? [`On the roster and matched to nobody: ${shown}${more}.`] : []),
    ...(feeds.length > 0 ? [`Roster feeds in trouble: ${feeds.join(", ")}.`] : []),
  ];
}

/** Looks once now and then every hour, until it is stopped. */
export function keepSendingReports(house: House): Looking {
  const look = () => sendWeeklyReports(house);
  return keepLooking(house, { everyMs: hour, look, failed: "the weekly reports were not written" });
}
