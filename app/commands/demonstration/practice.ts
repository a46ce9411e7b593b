import { competency, credentialDefinition } from "#app/domain/curriculum/release.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { casesAsked } from "#app/domain/signoff/pathway.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import { ApplyPathway, applyPathway } from "#app/operations/signoff/apply-pathway.server.ts";
import { ago } from "./calendar.ts";
import { committeeReviews, directorSigns } from "./decision.ts";
import { airwayLapses } from "./locums.ts";
import { programmeId } from "./network.ts";
import type { Earned, Senior } from "./senior.ts";
import { done, idOf, personIdOf, type Scene } from "./stage.ts";

/** How a senior person came by each credential: application, committee, signature, issue. */
export function practiceStory(anchor: Instant, who: Senior): Scene[] {
  return who.earned.flatMap((each) => {
    const signedAt = signingOf(anchor, who, each);
    const name = `${who.key} ${each.code}`;
    const before = (days: number) => later(signedAt, -days * day);
    const review = { id: idOf(`review ${name}`), pathwayId: idOf(`pathway ${name}`) };
    return [
      { at: before(28), play: applies(who, each.code, before(40)) },
      ...committeeReviews(
        before(9),
        review,
        `${who.name} has done this for years, and does it well.`,
      ),
      ...directorSigns(signedAt, { name, reviewId: review.id, code: each.code }),
    ];
  });
}

/** Dr. Torres signed up so that her validity ends at the hour at which the story needs it. */
function signingOf(anchor: Instant, { key }: Senior, { months, days = 0 }: Earned): Instant {
  if (key !== "torres") return ago(anchor, { months, days, at: "16:30" });
  return addMonths(ago(anchor, { days: -airwayLapses.days, at: airwayLapses.at }), -months);
}

function applies({ key }: Senior, code: string, seenAt: Instant): Scene["play"] {
  return async (stage) => {
    const director = await stage.as("director");
    const wish = application(director.content.current, key, code, seenAt);
    await done(`${key} applying for ${code}`, applyPathway(director, ApplyPathway.parse(wish)));
  };
}

/** Observers come from outside the network, so that nobody vouches for a neighbour. */
const observers = [
  { assessorName: "Prof. Aurélie Fontaine", institution: "Institut du Cœur Clairmont" },
  { assessorName: "Dr. Piet van Rijn", institution: "Zuiderhaven Medical Centre" },
  { assessorName: "Dr. Sofia Lindgren", institution: "Östervik University Hospital" },
] as const;

function application(release: Release, key: string, code: string, seenAt: Instant) {
  const { competencies } = credentialDefinition(release, code);
  const seenOn = new Date(seenAt).toISOString().slice(0, 10);
  return {
    id: idOf(`pathway ${key} ${code}`),
    personId: personIdOf(key),
    programmeId,
    credentialCode: code,
    practiceYears: 5 + (key.length % 9),
    unitHead: "Prof. Gerlinde Ostermann",
    unitHeadLetterAt: seenOn,
    caseCounts: competencies.map((each, at) => ({
      competency: each,
      cases: casesAsked(release, each) + 7 * (at % 4) + key.length,
    })),
    observations: observers.map((observer, at) => {
      const seen = competencies[at % competencies.length] ?? "";
      return {
        ...{ ...observer, id: idOf(`outside view ${key} ${code} ${at}`), competency: seen },
        ...{ level: competency(release, seen).level.value, observedAt: seenOn },
      };
    }),
  };
}
