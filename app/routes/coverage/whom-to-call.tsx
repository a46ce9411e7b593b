import { Icon } from "#app/components/icon.tsx";
import { momentWords } from "#app/components/moment.tsx";
import type { AnswerView } from "#app/http/answer-view.server.ts";

type Props = {
  readonly answer: Pick<AnswerView, "value" | "first" | "people" | "zone">;
  readonly unit: { readonly name: string; readonly contact: string | null };
};

/** What somebody who asked at night does next: call whom the answer rests on, or the unit itself. */
export function WhomToCall({ answer, unit }: Props) {
  const { value, first, people, zone } = answer;
  const found = first ? people.filter(({ id }) => first.people.includes(id)) : [];
  return (
    <div className="answer-call">
      {value === "unknown" && (
        <p>Treat this as no until somebody in the unit has told you who is there.</p>
      )}
      {value === "no" && (
        <p>
          Find cover, or a place in another unit. Who is on duty here stands below, with telephone
          numbers.
        </p>
      )}
      {found.map((person) => (
        <p key={person.id}>
          {first?.title}: <b>{person.name}</b>
          {person.shifts.length > 0 && `, until ${momentWords(firstEnd(person.shifts), zone)}`}
          <br />
          <Call name={person.name} number={person.contact} />
        </p>
      ))}
      {value !== "yes" && (
        <p>
          <Call name={unit.name} number={unit.contact} />
        </p>
      )}
    </div>
  );
}

/** Of several shifts the end that comes first: nobody is promised for longer. */
function firstEnd(shifts: readonly { readonly end: number }[]): number {
  return Math.min(...shifts.map(({ end }) => end));
}

/** A number to be tapped, read out with whose it is. */
function Call({ name, number }: { name: string; number: string | null }) {
  if (!number) return <span>No telephone number is recorded for {name}.</span>;
  return (
    <a href={`tel:${number.replace(/[^+\d]/g, "")}`} aria-label={`Call ${name}, ${number}`}>
      <Icon name="phone" /> {number}
    </a>
  );
}
