import type { Instant } from "#app/domain/time/instant.ts";
import {
  ConfirmMaintenance,
  confirmMaintenance,
} from "#app/operations/credential/confirm-maintenance.server.ts";
import {
  answerDispute,
  disputeStanding,
} from "#app/operations/credential/dispute-standing.server.ts";
import {
  LogMaintenance,
  logMaintenance,
} from "#app/operations/credential/log-maintenance.server.ts";
import { openRenewal } from "#app/operations/credential/open-renewal.server.ts";
import { statePractice } from "#app/operations/credential/state-practice.server.ts";
import { ago, dateOf } from "./calendar.ts";
import { committeeVotes, directorSigns } from "./decision.ts";
import { unitIdOf } from "./network.ts";
import { done, idOf, personIdOf, type Scene } from "./stage.ts";
import { credentialOf } from "./standing.ts";

/** A case after training, so many days before the anchor, and what its confirmer said the day after. */
type Kept = {
  readonly who: string;
  readonly days: number;
  readonly activity: string;
  readonly confirmer: string;
  readonly proctored?: true;
  /** Left out where nobody has said anything yet. */
  readonly word?: "confirmed" | "declined";
};

const beside = (activity: string, days: number): Kept => ({
  ...{ who: "sommer", days, activity, confirmer: "assessor2", proctored: true, word: "confirmed" },
});

const cases: readonly Kept[] = [
  // Dr. Demir keeps up her catheters.
  ...[96, 61, 33].map((days): Kept => {
    const seen = { activity: "pa-catheter-insertion", confirmer: "marchetti" };
    return { who: "assessor", days, ...seen, word: "confirmed" };
  }),
  { who: "assessor", days: 3, activity: "haemodynamic-profile", confirmer: "marchetti" },
  // Dr. Okafor makes up for what ran out: only the word of the unit's head is missing.
  ...[
    ["ecpr-cannulation", 84, "confirmed"],
    ["simulation-ecpr", 30, "confirmed"],
    ["ecpr-cannulation", 20, "declined"],
    ["ecpr-cannulation", 4, undefined],
  ].map(
    ([activity, days, word]) =>
      ({ who: "okafor", activity, days, word, confirmer: "ecmo" }) as Kept,
  ),
  // Dr. Sommer's way back: three of each beside a colleague, and a morning on the simulator.
  ...[62, 58, 55].map((days) => beside("tracheal-intubation", days)),
  ...[61, 57, 54].map((days) => beside("ventilator-management", days)),
  {
    ...{ who: "sommer", days: 52, activity: "simulation-intubation", confirmer: "assessor2" },
    word: "confirmed",
  },
];

/** How holders keep what they have: evidence, a renewal under way, one that was restored, disputes. */
export function keepingStory(anchor: Instant): Scene[] {
  return [
    ...cases.flatMap((each) => kept(anchor, each)),
    ...restored(anchor),
    ...disputed(anchor, {
      who: "okafor",
      code: "CRED-ECPR",
      days: 18,
      text: "My ECPR credential cannot have ended already: I signed for it in the autumn.",
      answer:
        "It was signed in the autumn and holds for twelve months. What you need to renew it is listed there.",
    }),
    ...disputed(anchor, {
      who: "marchetti",
      code: "CRED-SUP",
      days: 2,
      text: "The certificate of my supervision course is dated a month earlier than what stands here.",
    }),
  ];
}

function kept(anchor: Instant, { who, days, activity, confirmer, proctored, word }: Kept): Scene[] {
  const id = idOf(`kept ${who} ${activity} ${days}`);
  const day = dateOf(ago(anchor, { days, at: "12:00" }));
  const simulated = activity.startsWith("simulation-") ? "true" : "false";
  const given = LogMaintenance.parse({
    ...{ id, activity, role: "primary", day, simulated },
    ...{ proctored: proctored ? "true" : "false", confirmerId: personIdOf(confirmer) },
  });
  const logs: Scene["play"] = async (stage) => {
    await done(`${who} keeping up ${activity}`, logMaintenance(await stage.as(who), given));
  };
  const scene = { at: ago(anchor, { days, at: "18:40" }), play: logs };
  if (!word) return [scene];
  const said = { caseId: id, word, reason: word === "declined" ? "I was at the other site." : "" };
  const says: Scene["play"] = async (stage) => {
    const ctx = await stage.as(confirmer);
    await done(`${confirmer} on ${id}`, confirmMaintenance(ctx, ConfirmMaintenance.parse(said)));
  };
  return [scene, { at: ago(anchor, { days: days - 1, at: "08:15" }), play: says }];
}

/** With evidence made up beside somebody who watched, a director of devices signs as well. */
function restored(anchor: Instant): Scene[] {
  const reviewId = idOf("review sommer restored");
  const opensAt = ago(anchor, { days: 44, at: "09:00" });
  const states: Scene["play"] = async (stage) => {
    const about = { personId: personIdOf("sommer"), credentialCode: "CRED-AIR" };
    const said = { id: idOf("sommer stated"), unitId: unitIdOf("intermediate"), ...about };
    const stating = statePractice(await stage.as("unit"), { ...said, openRestriction: false });
    await done("stating sommer's practice", stating);
  };
  const opens: Scene["play"] = async (stage) => {
    const credentialId = await credentialOf(stage, "sommer", "CRED-AIR");
    const opening = openRenewal(await stage.as("registrar"), { id: reviewId, credentialId });
    await done("opening sommer's renewal", opening);
  };
  const signs = { name: "sommer restored", reviewId, code: "CRED-AIR" };
  return [
    { at: ago(anchor, { days: 48, at: "10:20" }), play: states },
    { at: opensAt, play: opens },
    ...committeeVotes(opensAt, reviewId, "Nine cases watched by a colleague, all of them sound."),
    ...directorSigns(ago(anchor, { days: 38, at: "16:30" }), {
      ...signs,
      beside: { key: "raman", role: "mcs_director" },
    }),
  ];
}

type Disputed = {
  readonly who: string;
  readonly code: string;
  readonly days: number;
  readonly text: string;
  readonly answer?: string;
};

function disputed(anchor: Instant, { who, code, days, text, answer }: Disputed): Scene[] {
  const id = idOf(`dispute ${who} ${code}`);
  const raises: Scene["play"] = async (stage) => {
    const aboutId = await credentialOf(stage, who, code);
    await done(`${who} disputing`, disputeStanding(await stage.as(who), { id, aboutId, text }));
  };
  const raised = { at: ago(anchor, { days, at: "19:10" }), play: raises };
  if (answer === undefined) return [raised];
  const answers: Scene["play"] = async (stage) => {
    const given = { disputeId: id, outcome: "record_stands", answer } as const;
    await done(`answering ${who}`, answerDispute(await stage.as("registrar"), given));
  };
  return [raised, { at: ago(anchor, { days: days - 2, at: "11:30" }), play: answers }];
}
