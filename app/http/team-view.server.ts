import { say } from "#app/domain/copy.ts";
import { type Instant, parseInstant } from "#app/domain/time/instant.ts";
import type { Context } from "#app/operations/context.server.ts";
import type { ShockTeamAnswer } from "#app/operations/coverage/shock-team/shock-team-answer.server.ts";
import { placeWords } from "./answer-view.server.ts";
import { grouped } from "./grouped-reasons.server.ts";

type Person = ShockTeamAnswer["people"][number];

/** The team as pages show it: for each seat who, how to reach them and within how long, or why not. */
export function teamView({ content }: Pick<Context, "content">, team: ShockTeamAnswer) {
  const { copy } = content;
  return {
    value: team.answer,
    sentence: sentenceOf(team),
    zone: team.unit.timeZone,
    tier: say(copy, `tiers.${team.unit.tier}`),
    at: instantOf(team.at),
    knownAt: instantOf(team.knownAt),
    holdsUntil: team.holdsUntil === null ? null : instantOf(team.holdsUntil),
    staleAfter: team.data.staleAfter === null ? null : instantOf(team.data.staleAfter),
    ledgerSeq: team.ledgerSeq,
    notices: team.notices.map(({ detail }) => detail),
    seats: team.seats.map(({ metBy, reasons, ...seat }) => ({
      ...seat,
      people: metBy.flatMap((id) => {
        const person = team.people.find((each) => each.id === id);
        return person ? [seated(person)] : [];
      }),
      reasons: grouped(
        reasons.map(({ code, detail, practitioner }) => {
          const name = team.people.find(({ id }) => id === practitioner)?.name ?? null;
          return { code, text: detail, name };
        }),
      ).map(({ text }) => text),
    })),
  };

  function seated({ name, contact, shifts }: Person) {
    const end = Math.max(...shifts.map((shift) => instantOf(shift.end)));
    const places = shifts.map(
      ({ presence, responseMinutes, unit }) =>
        `${placeWords(copy, presence, responseMinutes)}${unit ? ` in ${unit}` : ""}`,
    );
    return {
      name,
      contact,
      place: [...new Set(places)].join("; "),
      until: Number.isFinite(end) ? end : null,
    };
  }
}
export type TeamView = ReturnType<typeof teamView>;

function sentenceOf({ seats, answer, distinctPeople }: ShockTeamAnswer): string {
  const always = seats.filter((seat) => seat.addWhen === null);
  if (answer === "yes")
    return `All ${always.length} seats of a call can be filled, by ${distinctPeople} different people.`;
  const open = always.filter((seat) => seat.answer === answer);
  const named = open.map((seat) => seat.title).join(", ");
  return answer === "no" ? `Not there: ${named}.` : `Not known to be there: ${named}. Call them.`;
}

function instantOf(text: string): Instant {
  return parseInstant(text) as Instant;
}
