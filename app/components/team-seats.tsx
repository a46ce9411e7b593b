import type { AnswerValue } from "./answer.tsx";
import { Icon } from "./icon.tsx";
import { momentWords } from "./moment.tsx";
import { StateMark } from "./state-mark.tsx";
import "./team-seats.css";

export type SeatView = {
  readonly seat: string;
  readonly title: string;
  /** Why it joins a call; null: it is in every call. */
  readonly addWhen: string | null;
  readonly respondMinutes: number;
  readonly answer: AnswerValue | "not-applicable";
  readonly people: readonly {
    readonly name: string;
    readonly contact: string | null;
    readonly place: string;
    readonly until: number | null;
  }[];
  readonly reasons: readonly string[];
};

/** Seat by seat: who sits there, how to reach them and within how long, or why nobody does. */
export function TeamSeats({ seats, zone }: { seats: readonly SeatView[]; zone: string }) {
  return (
    <ul className="team-seats">
      {seats.map((seat) => (
        <li key={seat.seat} className="team-seat" data-answer={seat.answer}>
          <div className="team-seat-head">
            <StateMark state={seat.answer} />
            <h3>{seat.title}</h3>
            <p className="soft">
              within {seat.respondMinutes} min{seat.addWhen && `. ${seat.addWhen}`}
            </p>
          </div>
          <div className="team-seat-body">
            {seat.people.map((person) => (
              <Person key={person.name} person={person} zone={zone} />
            ))}
            {seat.reasons.length > 0 && (
              <ul className="team-seat-reasons" aria-label="Why">
                {seat.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Person({ person, zone }: { person: SeatView["people"][number]; zone: string }) {
  return (
    <div className="team-person">
      <p className="team-person-name">{person.name}</p>
      <p>
        {person.place}
        {person.until !== null && `, until ${momentWords(person.until, zone)}`}
      </p>
      {person.contact ? (
        <a className="team-contact" href={`tel:${person.contact.replace(/[^+\d]/g, "")}`}>
          <Icon name="phone" /> {person.contact}
        </a>
      ) : (
        <p className="soft">No number given</p>
      )}
    </div>
  );
}
