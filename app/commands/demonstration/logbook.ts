import { createHash } from "node:crypto";
import { findActivity } from "#app/domain/curriculum/release.ts";
import { day, hour, type Instant, later } from "#app/domain/time/instant.ts";
import type { Context } from "#app/operations/context.server.ts";
import {
  RecordObservation,
  recordObservation,
} from "#app/operations/training/assessment/record-observation.server.ts";
import { CorrectCase, correctCase } from "#app/operations/training/case/correct-case.server.ts";
import { LogCase, logCase } from "#app/operations/training/case/log-case.server.ts";
import { confirmCase, declineCase } from "#app/operations/training/case/verify-case.server.ts";
import { withdrawCase } from "#app/operations/training/case/withdraw-case.server.ts";
import { answersInPerson } from "./asked.ts";
import { ago, clockOn, dayNumberOf } from "./calendar.ts";
import { feedbackFor } from "./feedback.ts";
import { done, fellowshipIdOf, idOf, personIdOf, type Scene, type Stage } from "./stage.ts";

/** So many cases of one activity, spread over days before the anchor. */
export type Run = {
  readonly activity: string;
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly setting?: string;
  /** What became of them: confirmed where left out. A corrected one is confirmed again, or not yet. */
  readonly outcome?: "pending" | "declined" | "withdrawn" | "corrected" | "corrected_pending";
  readonly complication?: { readonly grade: "low" | "medium" | "high"; readonly code: string };
};

/** A judgement, or several, of one competency or EPA: who gave which level how many days ago. */
export type Seen = {
  readonly subject: string;
  readonly by: string;
  readonly level: number;
  readonly days: number;
  readonly tool?: "DOPS" | "MINI_CEX" | "CBD";
  /** Given without an account, by the code on the fellow's screen. */
  readonly inPerson?: true;
};

export type Logbook = {
  readonly fellow: string;
  readonly supervisors: readonly string[];
  readonly runs: readonly Run[];
  readonly seen: readonly Seen[];
};

export function logbookStory(anchor: Instant, book: Logbook): Scene[] {
  const cases = book.runs.flatMap((run, nth) => runStory(anchor, book, run, nth));
  return [...cases, ...book.seen.map((each) => observed(anchor, book.fellow, each))];
}

function runStory(anchor: Instant, book: Logbook, run: Run, nth: number): Scene[] {
  const step = (run.from - run.to) / Math.max(1, run.count);
  return Array.from({ length: run.count }, (_, at) => {
    const name = `case ${book.fellow} ${run.activity} ${nth} ${at}`;
    const performedAt = momentOf(anchor, run.from - step * at, name);
    const supervisor = pick(book.supervisors, name, 3) ?? "";
    const entry = { id: idOf(name), name, run, fellow: book.fellow, performedAt, supervisor };
    return caseStory(anchor, entry);
  }).flat();
}

/** Two in five at night or at the weekend, the others within the working day. */
function momentOf(anchor: Instant, daysAgo: number, name: string): Instant {
  const number = dayNumberOf(ago(anchor, { days: Math.round(daysAgo) }));
  const weekday = ((number % 7) + 7) % 7;
  const isLate = chance(name, 1) < 0.3 || weekday > 4;
  const hours = isLate ? 18 + chance(name, 2) * 6 : 8 + chance(name, 2) * 9;
  return later(clockOn(number, 0), Math.round(hours * 12) * 5 * 60_000);
}

/** A number from 0 to 1 that the same name always gives. */
function chance(name: string, nth: number): number {
  return createHash("sha256").update(`${name} ${nth}`).digest().readUInt32BE(0) / 2 ** 32;
}

function pick<T>(list: readonly T[], name: string, nth: number): T | undefined {
  return list[Math.floor(chance(name, nth) * list.length)];
}

type Entry = {
  readonly id: string;
  readonly name: string;
  readonly run: Run;
  readonly fellow: string;
  readonly performedAt: Instant;
  readonly supervisor: string;
};

/** Logged within the day, confirmed (or not) within the next three; nothing after the anchor. */
function caseStory(anchor: Instant, entry: Entry): Scene[] {
  const { name, run, performedAt } = entry;
  const loggedAt = Math.min(
    later(performedAt, (1 + chance(name, 4) * 10) * hour),
    anchor - 9 * hour,
  );
  const judgedAt = Math.min(loggedAt + (4 + chance(name, 5) * 60) * hour, anchor - 3 * hour);
  const after: Readonly<Record<NonNullable<Run["outcome"]> | "confirmed", Deed[]>> = {
    ...{ confirmed: [confirms], pending: [], declined: [declines], withdrawn: [withdraws] },
    ...{ corrected: [confirms, corrects, confirms], corrected_pending: [confirms, corrects] },
  };
  const deeds = after[run.outcome ?? "confirmed"].map((deed, nth) => ({
    at: Math.round(judgedAt + nth * day) as Instant,
    play: deed(nth > 1 ? { ...entry, id: correctedIdOf(name) } : entry),
  }));
  return [{ at: Math.round(loggedAt) as Instant, play: logs(entry) }, ...deeds];
}

type Deed = (entry: Entry) => Scene["play"];

function logs(entry: Entry): Scene["play"] {
  return async (stage) => {
    const ctx = await stage.as(entry.fellow);
    const input = LogCase.parse({
      ...said(ctx, entry),
      fellowshipId: fellowshipIdOf(entry.fellow),
    });
    await done(entry.name, logCase(ctx, input));
  };
}

function said({ content }: Context, { id, name, run, performedAt, supervisor }: Entry) {
  const activity = findActivity(content.current, run.activity);
  const contexts = (activity?.contexts ?? []).filter((each) => !/night|weekend/.test(each));
  const context = pick(contexts, name, 6);
  const site = pick(activity?.access ?? [], name, 7);
  return {
    ...{ id, activity: run.activity, role: "supervised_primary", setting: run.setting ?? "cicu" },
    ...{ when: performedAt, supervisorId: personIdOf(supervisor) },
    devices: activity?.devices.slice(0, 1),
    access: site ? [site] : [],
    contexts: context && chance(name, 9) < 0.7 ? [context] : [],
    scenario: activity?.scenarios[0],
    scaiStage: activity?.kind === "activity" ? pick(["B", "C", "C", "D"], name, 10) : undefined,
    complicationGrade: run.complication?.grade ?? "none",
    complications: run.complication ? [run.complication.code] : [],
  };
}

function correctedIdOf(name: string): string {
  return idOf(`${name} corrected`);
}

/** It was not in the unit but next door. */
function corrects(entry: Entry): Scene["play"] {
  return async (stage) => {
    const ctx = await stage.as(entry.fellow);
    const change = { id: correctedIdOf(entry.name), of: entry.id, setting: "cath_lab" };
    const reason = "Done in the catheterisation laboratory, not in the unit.";
    const input = CorrectCase.parse({ ...said(ctx, entry), ...change, reason });
    await done(`correcting ${entry.name}`, correctCase(ctx, input));
  };
}

function confirms({ id: caseId, name, supervisor }: Entry) {
  return async (stage: Stage) => {
    await done(`confirming ${name}`, confirmCase(await stage.as(supervisor), { caseId }));
  };
}

function declines({ id: caseId, name, supervisor }: Entry) {
  return async (stage: Stage) => {
    const reason = "I was not in the room for this one. Please name who was.";
    await done(`declining ${name}`, declineCase(await stage.as(supervisor), { caseId, reason }));
  };
}

function withdraws({ id: caseId, name, fellow }: Entry) {
  return async (stage: Stage) => {
    const reason = "Entered twice by mistake.";
    await done(`withdrawing ${name}`, withdrawCase(await stage.as(fellow), { caseId, reason }));
  };
}

function observed(anchor: Instant, fellow: string, seen: Seen): Scene {
  const { subject, by, level, days, tool = "DOPS", inPerson } = seen;
  const when = ago(anchor, { days, at: "14:20" });
  const name = `observation ${fellow} ${subject} ${by} ${days}`;
  return {
    at: Math.min(later(when, 3 * hour), later(anchor, -hour), later(when, day)) as Instant,
    async play(stage) {
      const feedback = feedbackFor(subject, level, Math.floor(chance(name, 1) * 9));
      const said = { subjectCode: subject, tool, level, feedback };
      if (inPerson) return answersInPerson(stage, { name, fellow, by, ...said });
      const about = { id: idOf(name), fellowshipId: fellowshipIdOf(fellow), when };
      const input = RecordObservation.parse({ ...about, ...said });
      await done(name, recordObservation(await stage.as(by), input));
    },
  };
}
