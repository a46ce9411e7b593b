import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { allow, type Result } from "#app/domain/result.ts";
import { day, hour, type Instant, later, minute } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { act } from "#app/operations/act.server.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import {
  joinActivation,
  leaveActivation,
} from "#app/operations/coverage/activation/join-activation.server.ts";
import {
  correctActivation,
  recordActivation,
  type Snapshot,
} from "#app/operations/coverage/activation/record-activation.server.ts";
import {
  recordSupport,
  takeBackSupport,
} from "#app/operations/coverage/activation/record-support.server.ts";
import { reviewActivation } from "#app/operations/coverage/activation/review-activation.server.ts";
import {
  listActivations,
  showActivation,
  showRecording,
} from "#app/operations/coverage/activation/show-activations.server.ts";
import {
  answerShockTeam,
  showTeam,
} from "#app/operations/coverage/shock-team/answer-shock-team.server.ts";
import { listShockTeams } from "#app/operations/coverage/shock-team/list-shock-teams.server.ts";
import { ShockTeamAnswer } from "#app/operations/coverage/shock-team/shock-team-answer.server.ts";
import { showCoverage } from "#app/operations/coverage/show-coverage.server.ts";
import { showNow } from "#app/operations/coverage/show-now.server.ts";
import { personActor } from "#app/operations/people/actor.server.ts";
import { showFrame } from "#app/operations/people/show-frame.server.ts";
import { publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { readRoster } from "#app/operations/roster/read-roster.server.ts";
import { roleGrant } from "#db/schema/people.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { network } from "./network.ts";

const { house, clock } = await freshHouse();
clock.moveTo(later(anchor, -day));
const net = await network(house);
const who: Record<string, string> = {};
const as = async (name: string) => contextAs(house, await personActor(house, who[name] ?? ""));
const code = (result: Result<unknown>) => (result.ok ? "ok" : result.refusal.code);

/** People who sit at home with a telephone, and one who is at the hub. */
const cast: readonly [name: string, own: string[], external: string[]][] = [
  ["lead", ["CRED-HEM", "CRED-STL"], ["BASE-CARD"]],
  ["ic", [], ["EXT-IC"]],
  ["surgeon", [], ["EXT-CT-SURGEON"]],
  ["care", [], ["EXT-ICM"]],
  ["reviewer", ["CRED-HEM", "CRED-STL"], ["BASE-CARD"]],
];
let revocable: string;

async function grant(personId: string, role: string, unitId: string) {
  await act(contextAs(house, system), "unit.create", {}, async ({ tx, now, record }) => {
    const row = { personId, role, scopeKind: "unit", scopeId: unitId, startsAt: now };
    await tx.insert(roleGrant).values({ id: uuidv7(), ...row, entrySeq: await record({ role }) });
    return allow();
  });
}

beforeAll(async () => {
  const unitId = await net.addUnit({ code: "ward", services: ["va_ecmo_service"] });
  const other = await net.addUnit({ code: "other" });
  who.unitLead = await net.addLead("Ulla Unit", unitId);
  who.stranger = await net.addLead("Otto Other", other);
  for (const [i, [name, own, external]] of cast.entries()) {
    const id = await net.addPerson({ name, registration: `GMC:${i + 1}`, external });
    for (const each of own) revocable = await net.credentialFor(id, each);
    // Everybody has an account with some role, none of them about this unit.
    await grant(id, "assessor", other);
    who[name] = id;
  }
  revocable = await net.credentialFor(who.lead ?? "", "CRED-STL");
  await net.grantPrivilege(who.reviewer ?? "", unitId, "echo");
  await publish(["GMC:1", "GMC:2", "GMC:3", "GMC:4"]);
  clock.moveTo(anchor);
});

async function publish(registrations: readonly string[]) {
  const header = "registration,role,presence,start,end,response_minutes";
  const rows = registrations.map(
    (each) => `${each},shock_team,on_call,2026-11-21T00:00Z,2026-11-25T00:00Z,15`,
  );
  const raw = readRoster("text/csv", new TextEncoder().encode([header, ...rows].join("\n")));
  if ("unreadable" in raw) throw new Error(raw.unreadable.code);
  const period = interval(later(anchor, -day), later(anchor, 3 * day));
  const place = { unitCode: "ward", source: "roster", kind: "pushed" as const };
  const ctx = contextAs(house, system);
  const done = await publishRoster(ctx, { ...place, period, raw, reason: "test" }, null);
  if (!done.ok || "rows" in done.value) throw new Error(JSON.stringify(done));
}

const call = (more: object = {}) => ({
  id: uuidv7(),
  activatedAt: later(anchor, -20 * minute),
  scaiStage: "D" as const,
  mcs: "started" as const,
  devices: ["iabp"],
  unloadingPlan: null,
  exitStrategy: null,
  emergency: false,
  ...more,
});
const joins = (seat: string, name: string, minutes: number, activatedAt: Instant) => ({
  id: uuidv7(),
  seat,
  personId: who[name] ?? "",
  mode: "call" as const,
  joinedAt: later(activatedAt, minutes * minute),
});

async function recorded(more: object = {}, name = "unitLead") {
  const wish = call(more);
  expect(code(await recordActivation(await as(name), "ward", wish))).toBe("ok");
  return wish;
}
async function shown(id: string, name = "unitLead") {
  const found = await showActivation(await as(name), id);
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

describe("who the shock team is", () => {
  const ask = async (when: { at?: Instant; knownAt?: Instant } = {}) => {
    const found = await answerShockTeam(await as("unitLead"), { unitCode: "ward", ...when });
    if (!found.ok) throw new Error(found.refusal.code);
    expect(ShockTeamAnswer.strict().parse(found.value)).toEqual(found.value);
    return found.value;
  };

  it("is answered seat by seat, outside of the unit's own rules", async () => {
    const answer = await ask();
    expect(answer).toMatchObject({ answer: "yes", distinctPeople: 4 });
    expect(answer.seats.slice(0, 5).map(({ seat, answer: said }) => [seat, said])).toEqual([
      ["lead", "yes"],
      ["interventional", "yes"],
      ["surgeon", "yes"],
      ["critical_care", "yes"],
      ["ecmo", "no"],
    ]);
    expect(answer.holdsUntil).toBe("2026-11-25T00:00:00Z");
  });

  it("is in the next answer once a credential is revoked, and not in one as known before", async () => {
    const before = clock.now();
    clock.advance(1_000);
    await net.revoke(revocable);
    expect((await ask()).answer).toBe("yes");
    const [first] = await house.sql<{ id: string }[]>`select id from credential
      where person_id = ${who.lead ?? ""} and code = 'CRED-STL' and id <> ${revocable}`;
    await net.revoke(first?.id ?? "");
    const after = await ask();
    expect(after.answer).toBe("no");
    expect(after.seats[0]?.reasons[0]).toMatchObject({ code: "credential_revoked" });
    expect((await ask({ knownAt: before })).answer).toBe("yes");
    await net.credentialFor(who.lead ?? "", "CRED-STL");
    expect((await ask()).answer).toBe("yes");
    clock.moveTo(later(anchor, 5_000));
  });

  it("stands beside each unit of a list, for those units alone that the asker may see", async () => {
    const found = await listShockTeams(await as("unitLead"), ["ward", "other"]);
    expect(found.ok && [...found.value]).toEqual([["ward", "yes"]]);
  });

  it("is told to nobody who has no role there", async () => {
    const asked = { unitCode: "ward" };
    expect(code(await answerShockTeam(await as("stranger"), asked))).toBe("not_permitted");
  });
});

describe("a call of the team", () => {
  it("keeps the unit's and the team's answer as they were given at that instant", async () => {
    const { id } = await recorded({ activatedAt: later(anchor, -hour) });
    const { case: found } = await shown(id);
    const answer = found.standing.answer as Snapshot;
    expect(answer.unit.answer).toBe("no");
    expect(answer.team.answer).toBe("yes");
    expect(answer.team.seats[0]).toMatchObject({ seat: "lead", metBy: [who.lead] });
    expect(answer.knownAt).toBe("2026-11-22T02:12:00Z");
  });

  it("is recorded once, however often the form is sent", async () => {
    const wish = await recorded();
    const ctx = await as("unitLead");
    expect(code(await recordActivation(ctx, "ward", wish))).toBe("ok");
    const other = { ...wish, scaiStage: "C" as const };
    expect(code(await recordActivation(ctx, "ward", other))).toBe("same_id_other_content");
  });

  it("refuses what cannot be, beside its field", async () => {
    const ctx = await as("unitLead");
    const tried = async (more: object) => {
      const done = await recordActivation(ctx, "ward", call(more));
      return done.ok ? "ok" : [done.refusal.code, done.refusal.detail?.field];
    };
    expect(await tried({ activatedAt: later(clock.now(), minute) })).toEqual([
      "activation_in_future",
      "activatedAt",
    ]);
    expect(await tried({ devices: [] })).toEqual(["support_missing", "devices"]);
    expect(await tried({ mcs: "none" })).toEqual(["support_not_asked", "devices"]);
    expect(await tried({ devices: ["ventilator"] })).toEqual(["device_not_support", "devices"]);
    expect(await tried({ devices: ["va_ecmo"] })).toEqual(["plan_missing", "unloadingPlan"]);
    expect(await tried({ devices: ["va_ecmo"], unloadingPlan: true })).toEqual([
      "plan_missing",
      "exitStrategy",
    ]);
    expect(await tried({ emergency: true })).toEqual(["emergency_not_offered", "emergency"]);
  });

  it("is whole once four entitled people joined, each in a seat of their own", async () => {
    const { id, activatedAt } = await recorded();
    const ctx = await as("unitLead");
    const join = async (...[seat, name, minutes]: [string, string, number]) =>
      code(await joinActivation(ctx, id, joins(seat, name, minutes, activatedAt)));
    expect(await join("lead", "lead", 2)).toBe("ok");
    expect(await join("lead", "lead", 3)).toBe("joined_already");
    expect(await join("surgeon", "ic", 4)).toBe("seat_not_theirs");
    expect(await join("surgeon", "unitLead", 4)).toBe("person_not_of_unit");
    expect(await join("nobody", "ic", 4)).toBe("no_such_seat");
    expect(await join("interventional", "ic", -1)).toBe("joined_before_call");
    expect(await join("interventional", "ic", 30)).toBe("joined_in_future");
    expect(await join("interventional", "ic", 8)).toBe("ok");
    expect(await join("surgeon", "surgeon", 16)).toBe("ok");
    expect((await shown(id)).case.flags).toEqual(["mcs_without_full_team"]);
    expect(await join("critical_care", "care", 9)).toBe("ok");
    const { case: found } = await shown(id);
    expect(found).toMatchObject({
      flags: [],
      team: { isFull: true, fullAfterMinutes: 16, inTime: false, distinctPeople: 4 },
    });
    const surgeon = found.joined.find((each) => each.seat === "surgeon");
    const back = { id: uuidv7(), joinedId: surgeon?.id ?? "" };
    expect(code(await leaveActivation(ctx, id, back))).toBe("ok");
    expect(code(await leaveActivation(ctx, id, { ...back, id: uuidv7() }))).toBe(
      "already_corrected",
    );
    expect((await shown(id)).case.team.isFull).toBe(false);
  });

  it("is corrected by a new version with a reason; the old address leads to the new one", async () => {
    const before = await recorded({ scaiStage: "C" });
    const ctx = await as("unitLead");
    const joined = joins("lead", "lead", 1, before.activatedAt);
    expect(code(await joinActivation(ctx, before.id, joined))).toBe("ok");
    const wish = {
      ...call({ scaiStage: "E" }),
      supersedes: before.id,
      reason: "wrong_stage" as const,
    };
    expect(code(await correctActivation(ctx, wish))).toBe("ok");
    const { case: found } = await shown(before.id);
    expect(found.standing).toMatchObject({ id: wish.id, scaiStage: "E", reason: "wrong_stage" });
    expect(found.versions.map(({ scaiStage }) => scaiStage)).toEqual(["C", "E"]);
    expect(found.joined).toHaveLength(1);
    const late = { ...wish, id: uuidv7() };
    expect(code(await correctActivation(ctx, late))).toBe("already_corrected");
    const gone = { ...call(), supersedes: wish.id, reason: "no_activation" as const };
    expect(code(await correctActivation(ctx, gone))).toBe("ok");
    const list = await listActivations(ctx, "ward");
    expect(list.ok && list.value.cases.some(({ standing }) => standing.id === gone.id)).toBe(false);
  });

  it("says once when support began; a wrong time is put right by a later row, and taken back", async () => {
    const { id, activatedAt } = await recorded();
    const ctx = await as("unitLead");
    const wish = (minutes: number, supersedes: string | null = null) => {
      return { id: uuidv7(), startedAt: later(activatedAt, minutes * minute), supersedes };
    };
    const tried = async (each: ReturnType<typeof wish>, name = "unitLead") =>
      code(await recordSupport(await as(name), id, each));
    expect(await tried(wish(-1))).toBe("support_before_call");
    expect(await tried(wish(21))).toBe("support_in_future");
    expect(await tried(wish(10), "care")).toBe("not_found");
    const first = wish(10);
    expect([await tried(first), await tried(first)]).toEqual(["ok", "ok"]);
    expect(await tried(wish(12))).toBe("already_corrected");
    const second = wish(15, first.id);
    expect(await tried(second)).toBe("ok");
    expect(await tried(wish(16, first.id))).toBe("already_corrected");
    const { case: found } = await shown(id);
    expect(found).toMatchObject({ callToDeviceMinutes: 15, support: { id: second.id } });
    expect(found.supportRows.map(({ startedAt }) => startedAt)).toEqual([
      first.startedAt,
      second.startedAt,
    ]);
    const month = async () => {
      const list = await listActivations(ctx, "ward");
      return list.ok && list.value.months.at(-1)?.toDevice;
    };
    expect(await month()).toEqual({ cases: 1, median: 15, least: 15, most: 15 });
    const back = { id: uuidv7(), supersedes: second.id };
    expect(code(await takeBackSupport(ctx, id, back))).toBe("ok");
    expect(code(await takeBackSupport(ctx, id, { ...back, id: uuidv7() }))).toBe(
      "already_corrected",
    );
    expect((await shown(id)).case).toMatchObject({ callToDeviceMinutes: null, support: null });
    expect(await month()).toBeNull();
    expect(await tried(wish(11))).toBe("ok");
    const { id: considered } = await recorded({ mcs: "considered" });
    expect(code(await recordSupport(ctx, considered, wish(5)))).toBe("support_not_started");
  });

  it("keeps when support began through a correction of the call, and counts it only where it fits", async () => {
    const before = await recorded();
    const ctx = await as("unitLead");
    const startedAt = later(before.activatedAt, 5 * minute);
    await recordSupport(ctx, before.id, { id: uuidv7(), startedAt, supersedes: null });
    const corrected = async (activatedAt: Instant, supersedes: string) => {
      const wish = { ...call({ activatedAt }), supersedes, reason: "wrong_time" as const };
      expect(code(await correctActivation(ctx, wish))).toBe("ok");
      return (await shown(wish.id)).case;
    };
    const earlier = await corrected(later(before.activatedAt, -minute), before.id);
    expect(earlier.callToDeviceMinutes).toBe(6);
    const after = await corrected(later(before.activatedAt, 6 * minute), earlier.standing.id);
    expect(after).toMatchObject({ support: { startedAt }, callToDeviceMinutes: null });
  });

  it("by the emergency path is reviewed by a shock-team lead who took no part", async () => {
    const { id, activatedAt } = await recorded({ scaiStage: "E", emergency: true });
    const first = joins("lead", "lead", 1, activatedAt);
    await joinActivation(await as("unitLead"), id, first);
    expect((await shown(id)).case.flags).toContain("review_due");
    const review = { id: uuidv7(), outcome: "agreed" as const, words: "Two were there at once." };
    const tried = async (name: string, more: object = {}) =>
      code(await reviewActivation(await as(name), id, { ...review, ...more }));
    expect(await tried("stranger")).toBe("not_found");
    expect(await tried("care")).toBe("reviewer_not_entitled");
    expect(await tried("lead")).toBe("reviewer_took_part");
    // On duty there, but not entitled; entitled, but with a part in it.
    for (const name of ["care", "lead"]) {
      expect(code(await showActivation(await as(name), id)), name).toBe("not_found");
    }
    expect(await tried("reviewer", { words: "Mr Smith, born 1.2.1950" })).toBe(
      "free_text_identifies",
    );
    // Whoever reviews a call changes nothing in it.
    expect((await shown(id, "reviewer")).may).toMatchObject({ review: true, correct: false });
    const support = { id: uuidv7(), startedAt: activatedAt, supersedes: null };
    expect(code(await recordSupport(await as("reviewer"), id, support))).toBe("not_found");
    expect(await tried("reviewer")).toBe("ok");
    expect((await shown(id)).case.flags).not.toContain("review_due");
    const plain = await recorded();
    expect(code(await reviewActivation(await as("reviewer"), plain.id, review))).toBe("not_found");
  });
});

describe("who may read and record calls", () => {
  it("is the unit's lead; to everybody else they do not exist", async () => {
    const { id } = await recorded();
    for (const name of ["stranger", "care", "reviewer"]) {
      expect(code(await listActivations(await as(name), "ward")), name).toBe("not_found");
      expect(code(await showActivation(await as(name), id)), name).toBe("not_found");
    }
    const wish = { ...call(), supersedes: id, reason: "wrong_time" as const };
    expect(code(await correctActivation(await as("care"), wish))).toBe("not_found");
  });

  it("lets whoever is on the roster record one, and see their own for a day", async () => {
    expect(code(await showRecording(await as("care"), "ward"))).toBe("ok");
    expect(code(await showRecording(await as("reviewer"), "ward"))).toBe("not_permitted");
    const { id } = await recorded({}, "care");
    expect((await shown(id, "care")).may).toEqual({ correct: true, review: false, list: false });
    const now = clock.now();
    clock.advance(day);
    expect(code(await showActivation(await as("care"), id))).toBe("not_found");
    clock.moveTo(now);
  });

  it("tell who is on shift and who the team is to whoever is on duty, and nothing more of the unit", async () => {
    const may = async (name: string) => {
      const ctx = await as(name);
      const question = { unitCode: "ward" };
      const [from, to] = [clock.now(), later(clock.now(), day)];
      const asked = {
        answer: showNow(ctx, question),
        team: showTeam(ctx, question),
        coverage: showCoverage(ctx, { ...question, from, to }),
      };
      const found = await Promise.all(
        Object.entries(asked).map(async ([what, it]) => ((await it).ok ? [what] : [])),
      );
      return found.flat();
    };
    expect(await may("care")).toEqual(["answer", "team"]);
    for (const name of ["reviewer", "stranger"]) expect(await may(name)).toEqual([]);
    const now = clock.now();
    clock.advance(5 * day);
    expect(await may("care")).toEqual([]);
    clock.moveTo(now);
  });

  it("leads whoever is on duty to the form, while they are, and nobody else", async () => {
    const calls = async (name: string) => {
      const found = await showFrame(await as(name));
      return found.ok && found.value.duty.map(({ to }) => to);
    };
    const way = "/units/ward/activations/new";
    expect(await calls("care")).toEqual(["/units/ward", way]);
    // By a privilege there, but on no roster; leads it, with its pages in the rail; leads another one.
    for (const name of ["reviewer", "unitLead", "stranger"]) expect(await calls(name)).toEqual([]);
    const frame = await showFrame(await as("care"));
    expect(frame.ok && frame.value.ways.map(({ to }) => to)).toContain(way);
    const { id } = await recorded({}, "care");
    const form = await showRecording(await as("care"), "ward");
    expect(form.ok && form.value.own.some(({ standing }) => standing.id === id)).toBe(true);
    const now = clock.now();
    clock.advance(day);
    const later = await showRecording(await as("care"), "ward");
    expect(later.ok && later.value.own).toEqual([]);
    // A day after the last shift nothing is left to write down.
    clock.advance(4 * day);
    expect(await calls("care")).toEqual([]);
    clock.moveTo(now);
  });

  it("shows no way to somebody whose shift a later roster took away", async () => {
    const calls = async () => {
      const found = await showFrame(await as("surgeon"));
      return found.ok && found.value.duty.length;
    };
    expect(await calls()).toBe(2);
    await publish(["GMC:1", "GMC:2", "GMC:4"]);
    expect(await calls()).toBe(0);
    await publish(["GMC:1", "GMC:2", "GMC:3", "GMC:4"]);
  });

  it("counts the share of support cases with a full team by month, without calls about none", async () => {
    await recorded({ mcs: "none", devices: [] });
    const list = await listActivations(await as("unitLead"), "ward");
    if (!list.ok) throw new Error(list.refusal.code);
    const { months, all, cases } = list.value;
    const support = cases.filter(({ standing }) => standing.mcs !== "none");
    expect(all).toMatchObject({ cases: support.length, full: 0, share: 0 });
    expect(months).toHaveLength(13);
    expect(months.at(-1)).toMatchObject({ month: "2026-11", cases: support.length });
  });
});
