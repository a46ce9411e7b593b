import type { Instant } from "#app/domain/time/instant.ts";
import { decideEntrustment } from "#app/operations/signoff/decide-entrustment.server.ts";
import { appointFoundingAssessor } from "#app/operations/training/appoint-founding-assessor.server.ts";
import { beginFellowship } from "#app/operations/training/begin-fellowship.server.ts";
import { requestObservation } from "#app/operations/training/request-observation.server.ts";
import { ago } from "./calendar.ts";
import { committeeStory, sits } from "./committee.ts";
import { committeeReviews, directorSigns } from "./decision.ts";
import { type Fellow, fellows } from "./fellows.ts";
import { fellowshipIdOf, logbookStory } from "./logbook.ts";
import { committeeMeets } from "./meeting.ts";
import { programmeId } from "./network.ts";
import { done, idOf, personIdOf, type Scene, type Stage } from "./stage.ts";

/** Before anybody could hold a credential, four people were trusted to assess, by two signatures. */
const founders = ["assessor", "assessor2", "marchetti", "okafor"] as const;

/** Three years of training: who assessed, who was observed, who may hold the night, who finished. */
export function trainingStory(anchor: Instant): Scene[] {
  return [
    ...founders.map((key) => ({
      at: ago(anchor, { months: 36, at: "10:00" }),
      play: appointed(key, ago(anchor, { months: 11 })),
    })),
    ...fellows.flatMap((each) => [begins(anchor, each), ...logbookStory(anchor, each.book)]),
    ...committeeMeets(
      ago(anchor, { months: 13, days: 20, at: "17:00" }),
      { name: "entrusting brandao", fellows: ["brandao"] },
      entrusted,
    ),
    ...committeeStory(anchor),
    ...finished(anchor),
    asks(anchor, { fellow: "gruenwald", of: "assessor", subject: "CIC-PRC-02", days: 2 }),
    asks(anchor, { fellow: "mansour", of: "assessor", subject: "CIC-HEM-03", days: 3 }),
    asks(anchor, { fellow: "park", of: "assessor2", subject: "EPA-02", days: 5 }),
  ];
}

function appointed(key: string, endsAt: Instant): Scene["play"] {
  return async (stage) => {
    const portal = stage.portal();
    const { competencies, epas } = portal.content.current;
    const signers = {
      firstSignerId: personIdOf("director"),
      secondSignerId: personIdOf("committee"),
    };
    const subjects = [...competencies, ...epas].map((each) => each.code);
    const appointment = { id: idOf(`founding ${key}`), personId: personIdOf(key), programmeId };
    const given = { ...appointment, ...signers, subjects, endsAt };
    await done(`appointing ${key}`, appointFoundingAssessor(portal, given));
  };
}

function begins(anchor: Instant, { key, began, ended }: Fellow): Scene {
  const at = ago(anchor, { months: began, at: "09:00" });
  return {
    at,
    async play(stage) {
      const fellowship = {
        ...{ id: fellowshipIdOf(key), fellowId: personIdOf(key), programmeId, startsAt: at },
        ...(ended === undefined ? {} : { endsAt: ago(anchor, { months: ended }) }),
      };
      await done(`${key} beginning`, beginFellowship(await stage.as("director"), fellowship));
    },
  };
}

/** Resuscitating shock at level 3: enough for Holmwald's physician on site, never for its attending. */
const entrusted = async (stage: Stage, meetingId: string) => {
  const about = { personId: personIdOf("brandao"), programmeId, meetingId };
  const decision = { id: idOf("brandao entrusted"), ...about };
  const level = { epa: "EPA-01", level: 3, meetingId: idOf("meeting brandao") };
  const committee = await stage.as("committee");
  await sits(stage, level.meetingId, [fellowshipIdOf("brandao")]);
  await done("entrusting brandao", decideEntrustment(committee, { ...decision, ...level }));
};

/** Dr. Eklund's way to the end: the committee, the director, the signed credential. */
function finished(anchor: Instant): Scene[] {
  const [name, code] = ["eklund CRED-HEM", "CRED-HEM"];
  const fellowshipId = fellowshipIdOf("eklund");
  const review = { id: idOf(`review ${name}`), fellowshipId, credentialCode: code };
  const reviewed = ago(anchor, { months: 13, days: 9, at: "15:00" });
  const words = "Four supervisors would hand her the catheter, and so would we.";
  return [
    ...committeeReviews(reviewed, review, words),
    ...directorSigns(ago(anchor, { months: 13, at: "16:00" }), { name, reviewId: review.id, code }),
  ];
}

type Asked = {
  readonly fellow: string;
  readonly of: string;
  readonly subject: string;
  readonly days: number;
};

/** A request that nobody has answered yet. */
function asks(anchor: Instant, { fellow, of, subject, days }: Asked): Scene {
  return {
    at: ago(anchor, { days, at: "18:10" }),
    async play(stage) {
      const request = {
        ...{ id: idOf(`request ${fellow} ${subject}`), fellowshipId: fellowshipIdOf(fellow) },
        ...{ assessorId: personIdOf(of), tool: "MINI_CEX" as const, subjectCode: subject },
      };
      await done(`${fellow} asking`, requestObservation(await stage.as(fellow), request));
    },
  };
}
