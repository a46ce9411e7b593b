import { setImmediate as nextTurn } from "node:timers/promises";
import { answerAt } from "#app/domain/coverage/answer.ts";
import { shownUntil } from "#app/domain/coverage/shown-until.ts";
import { permit } from "#app/domain/people/permit.ts";
import { formatInstant, type Instant, later } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Database } from "#db/client.server.ts";
import { type CoverageFacts, readCoverageFacts } from "#db/store/coverage-facts.server.ts";
import { everything } from "#db/store/known.server.ts";
import {
  cardOf,
  type DeskRead,
  type RestsOn,
  readDesk,
  touchedSince,
} from "#db/store/staffing-desk.server.ts";
import { coalesced } from "../coalesce.server.ts";
import type { House } from "../context.server.ts";
import { machineOf, tokenHashOf } from "../people/actor.server.ts";
import { firstLook, lookAheads, reaches } from "./answer-coverage.server.ts";
import { type ReadUnit, unitsFrom } from "./facts.server.ts";
import { type KeptAnswer, keptAnswers, partsOf, stands, textOf } from "./kept-answers.server.ts";
import { StaffingAnswer } from "./staffing-answer.server.ts";
import { staffingBody } from "./staffing-body.server.ts";

type Asked = { readonly tokenHash: string; readonly code: string };
type Desk = (question: Asked) => Promise<Promise<string> | null>;

const desks = new WeakMap<Database, Desk>();

/**
 * The answer for now, as the text of its JSON, to a machine that presents a token: what
 * `answerCoverage` says, said at the least cost. Who asks, about what, and the ledger's last entry are
 * read from the record for every question; the permit is judged for every question; questions of one turn
 * share the statement. The answer itself comes from memory only where nothing that it rests on was
 * recorded since.
 *
 * @param code  A unit's code: letters, digits and hyphens.
 * @returns null where this is not simply answered; the long way then says what is wrong.
 */
export async function staffingNow(
  house: House,
  token: string,
  code: string,
): Promise<string | null> {
  const desk = desks.get(house.db) ?? openDesk(house);
  desks.set(house.db, desk);
  return (await desk({ tokenHash: tokenHashOf(token), code })) ?? null;
}

type Wanted = { readonly unitId: string; readonly now: Instant };

function openDesk(house: House): Desk {
  const kept = keptAnswers(house.db);
  const check = coalesced(checking(house), { atOnce: 2, most: 64 });
  const read = coalesced(reading(house), { atOnce: 2, most: 16 });
  const afresh = async (wanted: Wanted): Promise<string> => {
    const answer = await read(wanted);
    kept.keep(wanted.unitId, answer.kept);
    return textOf(answer.kept, formatInstant(answer.at), answer.kept.through);
  };
  const answer = async (wanted: Wanted, head: DeskRead["head"]): Promise<string> => {
    const at = Math.max(wanted.now, head.recordedAt) as Instant;
    const found = kept.find(wanted.unitId, at);
    if (!found) return afresh(wanted);
    if (!stands(found, head.seq, at) && !(await check({ answer: found, at }))) {
      kept.drop(wanted.unitId);
      return afresh(wanted);
    }
    // Others may have found it to stand through a later entry: the answer is not of before that.
    const asOf = Math.max(at, found.throughAt) as Instant;
    if (asOf >= found.until) return afresh(wanted);
    return textOf(found, formatInstant(asOf), found.through);
  };
  return coalesced(
    async (questions: readonly Asked[]) => {
      const now = house.clock.now();
      const seen = await readDesk(
        house.sql,
        questions.map((each) => each.tokenHash),
        questions.map((each) => each.code),
      );
      return questions.map(({ tokenHash, code }) => {
        const unitId = permitted(house, seen, { tokenHash, code }, now);
        return unitId === null ? null : answer({ unitId, now }, seen.head);
      });
    },
    { atOnce: 2, most: 64 },
  );
}

/** The unit, if this token's machine may ask about it now. */
function permitted(house: House, seen: DeskRead, { tokenHash, code }: Asked, now: Instant) {
  const actor = machineOf(house, seen.tokens.get(tokenHash) ?? null, now);
  const unit = seen.units.get(code);
  if (!actor.ok || !unit) return null;
  const target = { unitId: unit.id, organisationId: unit.organisationId };
  return permit(actor.value, "coverage.ask", target, now).ok ? unit.id : null;
}

/** Whether kept answers still stand: those that do are marked with the entry through which they do. */
function checking(house: House) {
  return async (asked: readonly { answer: KeptAnswer; at: Instant }[]): Promise<boolean[]> => {
    const answers = asked.map((each) => each.answer);
    const through = Math.min(...answers.map((each) => each.through));
    const from = Math.min(...answers.map((each) => each.from)) as Instant;
    const until = Math.max(...answers.map((each) => each.until)) as Instant;
    const touched = await touchedSince(house.sql, answers, through, { from, until });
    return asked.map(({ answer, at }) => {
      if (touched.has(answer)) return false;
      if (answer.through < touched.head.seq) {
        answer.through = touched.head.seq;
        answer.throughAt = touched.head.recordedAt;
      }
      answer.checkedAt = Math.max(answer.checkedAt, at) as Instant;
      return true;
    });
  };
}

type Found = { readonly kept: KeptAnswer; readonly at: Instant };

/**
 * Reads the facts of several units in one statement. Each unit is then judged in a turn of the event loop of
 * its own, so that who waits for one does not wait for all, and the next statement is under way meanwhile.
 */
function reading(house: House) {
  return async (wanted: readonly Wanted[]): Promise<Promise<Found>[]> => {
    const unitIds = [...new Set(wanted.map((each) => each.unitId))];
    const now = Math.max(...wanted.map((each) => each.now)) as Instant;
    const read = await readAhead(house, unitIds, now, firstLook);
    const found = new Map<string, Promise<Found>>();
    let before: Promise<unknown> = Promise.resolve();
    for (const unit of read.units) {
      const answer = before.then(nextTurn).then(() => judged(house, read, unit, firstLook));
      found.set(unit.row.id, answer);
      before = answer.catch(() => {});
    }
    return wanted.map(({ unitId }) => found.get(unitId) as Promise<Found>);
  };
}

type Read = {
  readonly at: Instant;
  readonly head: CoverageFacts["head"];
  readonly units: readonly ReadUnit[];
};

async function readAhead(
  house: House,
  unitIds: readonly string[],
  at: Instant,
  ahead: number,
): Promise<Read> {
  const window = interval(at, later(at, ahead));
  const read = await readFrom(house, {
    ...{ unitIds, window, at, knownThrough: everything, who: "present" },
  });
  const units = unitsFrom(house.content, read.facts, unitIds, read.at);
  return { at: read.at, head: read.facts.head, units };
}

/** The answer about a unit that was read so far ahead, or farther where that does not show its next edge. */
async function judged(
  house: House,
  { at, head }: Read,
  unit: ReadUnit,
  ahead: number,
): Promise<Found> {
  const answer = answerAt(unit.facts, at, { isNow: true });
  const farther = lookAheads.find((each) => each > ahead);
  if (farther === undefined || reaches(answer, later(at, ahead))) {
    return { kept: keptOf(house, unit, answer, head), at };
  }
  const again = await readAhead(house, [unit.row.id], at, farther);
  return judged(house, again, again.units[0] as ReadUnit, farther);
}

/** Now is never before the last entry: where one came between, who is on duty is read as of then. */
async function readFrom(
  house: House,
  asked: Parameters<typeof readCoverageFacts>[1],
): Promise<{ readonly facts: CoverageFacts; readonly at: Instant }> {
  const facts = await readCoverageFacts(house.sql, asked);
  if (facts.head.recordedAt <= asked.at) return { facts, at: asked.at };
  const at = facts.head.recordedAt;
  return readFrom(house, {
    ...asked,
    at,
    window: interval(at, later(at, asked.window.end - asked.at)),
  });
}

function keptOf(
  { content }: House,
  unit: ReadUnit,
  answer: ReturnType<typeof answerAt>,
  { seq: through, recordedAt: throughAt }: CoverageFacts["head"],
): KeptAnswer {
  const { at } = answer;
  const when = { at, knownAt: at, ledgerSeq: through };
  // What does not fit the description never leaves: better no answer than a wrong one.
  const body = StaffingAnswer.parse(staffingBody(content, unit, answer, when));
  const edges = unit.overrides.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt ?? at]);
  const ends = [shownUntil(unit.facts, answer), unit.knownDuring.end, ...edges];
  const until = Math.min(...ends.filter((each) => each > at)) as Instant;
  return {
    ...restsOn(unit, at),
    from: at,
    until,
    through,
    throughAt,
    checkedAt: at,
    ...partsOf(body),
  };
}

/** All that the answer was made of, by what facts hang on: to each of them one might be added. */
function restsOn({ row, facts, awayIds }: ReadUnit, at: Instant): RestsOn {
  const rows = [facts.sources, ...facts.hubs.map((hub) => hub.sources)]
    .flat()
    .flatMap((source) => source.publications.flatMap((each) => each.assignments))
    .filter(({ shift }) => shift.start <= at && at < shift.end);
  const named = rows.flatMap(({ registration }) => registration ?? []);
  return {
    unitIds: [row.id, ...facts.hubs.map((hub) => hub.unitId), ...awayIds],
    personIds: [...facts.people.keys()],
    registrations: [...named, ...facts.registrations.map((each) => each.registration)],
    cards: new Map([...facts.people].map(([id, each]) => [id, cardOf(each.name, each.contact)])),
  };
}
