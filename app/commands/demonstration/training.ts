import type { Instant } from "#app/domain/time/instant.ts";
import { appointFoundingAssessor } from "#app/operations/training/fellowship/appoint-founding-assessor.server.ts";
import { beginFellowship } from "#app/operations/training/fellowship/begin-fellowship.server.ts";
import { requestStory } from "./asked.ts";
import { ago } from "./calendar.ts";
import { committeeStory } from "./committee.ts";
import { committeeReviews, directorSigns } from "./decision.ts";
import { type Fellow, fellows } from "./fellows.ts";
import { logbookStory } from "./logbook.ts";
import { programmeId } from "./network.ts";
import { pastLogStory } from "./past-log.ts";
import { policyStory } from "./policies.ts";
import { recordStory } from "./records.ts";
import { feedbackStory } from "./rounds.ts";
import { done, fellowshipIdOf, idOf, personIdOf, type Scene } from "./stage.ts";
import { workingTimeStory } from "./working-time.ts";

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
    ...policyStory(anchor),
    ...workingTimeStory(anchor),
    ...pastLogStory(anchor),
    ...recordStory(anchor),
    ...feedbackStory(anchor),
    ...requestStory(anchor),
    ...committeeStory(anchor),
    ...finished(anchor),
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
