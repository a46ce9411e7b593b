import { type ReactNode, useId } from "react";
import type { AnswerValue } from "./answer.tsx";
import { Icon } from "./icon.tsx";
import { usePage } from "./page-context.tsx";
import { StateShape } from "./state-mark.tsx";
import "./answer-board.css";

export type BoardPerson = {
  readonly name: string;
  /** What the person counts for: "Cardiac intensivist, on site". */
  readonly role: string;
  /** A telephone or pager number, as it is to be dialled. */
  readonly contact?: string;
  /** "until 08:00". */
  readonly until: string;
  /** Counts for this unit from the hub that serves it; is not here. */
  readonly isAtHub?: boolean;
};

/** So many fit on a wall beside an answer of a quarter of its height; the rest is counted. */
export const boardPeopleMax = 12;

export type BoardProps = {
  readonly unit: string;
  readonly question?: string;
  readonly value: AnswerValue;
  readonly sentence: string;
  readonly people: readonly BoardPerson[];
  readonly next: readonly { readonly when: string; readonly who: string }[];
  readonly asked: string;
  /** "Roster received 14 min ago, checked 03:02 CET". */
  readonly dataAge: string;
  readonly holdsUntil?: string;
  /** A named doctor has taken responsibility: beside the answer, which stays what it is. */
  readonly override?: {
    readonly doctor: string;
    readonly reason: string;
    readonly until: string | null;
  };
  /**
   * Seconds for which the answer may be relied on without a new page. When they have passed the
   * board says unknown by itself, without a script and without a network. Zero or less: unknown now.
   */
  readonly freshForSeconds: number;
  /** Where to ask anew, for a board that no script keeps live: offered once its time is over. */
  readonly again?: string;
  readonly children?: ReactNode;
};

const said: Record<AnswerValue, string> = { yes: "Yes", no: "No", unknown: "Unknown" };

/** The wall board: one answer, readable at three metres. */
export function AnswerBoard({ value, freshForSeconds, ...board }: BoardProps) {
  const fresh = isFresh(freshForSeconds);
  const { people } = board;
  const empty = people.length === 0;
  const fits = people.length <= boardPeopleMax;
  const shown = fits ? people : people.slice(0, boardPeopleMax - 1);
  const more = people.length - shown.length;
  return (
    <main
      className="board"
      id="main"
      data-answer={fresh ? value : "unknown"}
      data-empty={empty || undefined}
    >
      <header className="board-head">
        <h1>{board.unit}</h1>
        <p>{board.asked}</p>
      </header>
      <div className="board-answer">
        <Verdicts {...board} value={value} freshForSeconds={freshForSeconds} />
        {board.override && <Override {...board.override} />}
      </div>
      <section className="board-people" aria-label="Who is on duty">
        {empty && <p className="board-nobody">Nobody is on duty in this unit.</p>}
        {shown.map((person) => (
          <Person key={`${person.name} ${person.role}`} person={person} />
        ))}
        {more > 0 && <p className="board-person board-more">and {more} more</p>}
      </section>
      <footer className="board-foot">
        <dl>
          {board.holdsUntil && <Fact label="Holds until" value={board.holdsUntil} />}
          <Fact label="Data" value={board.dataAge} />
          {board.next.map((next) => (
            <Fact key={next.when + next.who} label={`Next, ${next.when}`} value={next.who} />
          ))}
        </dl>
        <LiveMark />
        {board.children}
      </footer>
    </main>
  );
}

/** Anything that is no number of seconds, too, is not fresh. */
function isFresh(seconds: number): boolean {
  return Number.isFinite(seconds) && seconds >= 1;
}

type VerdictProps = Pick<
  BoardProps,
  "question" | "value" | "sentence" | "asked" | "freshForSeconds" | "again"
>;

/** Two verdicts lie on one another; time hides the first and shows the second. */
function Verdicts({ value, sentence, asked, freshForSeconds, ...aged }: VerdictProps) {
  const { nonce } = usePage();
  const id = `board-${useId().replace(/[^\w-]/g, "")}`;
  if (!isFresh(freshForSeconds)) return <AgedVerdict {...aged} />;
  const seconds = Math.floor(freshForSeconds);
  const rule = `#${id}{--board-fresh-for:${seconds}s}`;
  return (
    // A new answer is a new element, so that its time starts again.
    <div
      className="board-verdicts"
      id={id}
      key={`${asked} ${seconds}`}
      data-fresh-for={value === "unknown" ? undefined : seconds}
    >
      <style nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: rule }} />
      <div className="board-fresh">
        <Verdict value={value} question={aged.question} sentence={sentence} />
      </div>
      {/* Unknown stays what it is; but where nothing asks anew, somebody has to. */}
      {(value !== "unknown" || aged.again) && (
        <div className="board-aged">
          <AgedVerdict {...aged} />
        </div>
      )}
    </div>
  );
}

function AgedVerdict({ question, again }: Pick<BoardProps, "question" | "again">) {
  const or = again && (
    <>
      , or <a href={again}>ask again</a>
    </>
  );
  const sentence = <>The data on this board is too old to rely on. Call the unit{or}.</>;
  return <Verdict value="unknown" question={question} sentence={sentence} />;
}

type VerdictFace = Pick<BoardProps, "value" | "question"> & { readonly sentence: ReactNode };

function Verdict({ value, question, sentence }: VerdictFace) {
  return (
    <section className="board-verdict" data-answer={value} data-tone={value}>
      {question && <h2>{question}</h2>}
      <p className="board-word">
        <StateShape state={value} />
        <span>{said[value]}</span>
      </p>
      <p className="board-sentence">{sentence}</p>
    </section>
  );
}

function Person({ person }: { person: BoardPerson }) {
  return (
    <div className="board-person">
      <p className="board-name">{person.name}</p>
      <p>
        {person.isAtHub && <b className="board-hub">At the hub</b>} {person.role}
      </p>
      <p className="board-until">{person.until}</p>
      {person.contact ? (
        <a className="board-contact" href={`tel:${person.contact.replace(/[^+\d]/g, "")}`}>
          <Icon name="phone" /> {person.contact}
        </a>
      ) : (
        <p className="board-contact">No number given</p>
      )}
    </div>
  );
}

function Override({ doctor, reason, until }: NonNullable<BoardProps["override"]>) {
  return (
    <section className="board-override" aria-label="Override">
      <p>
        <Icon name="warn" />{" "}
        <b>
          {doctor} has taken responsibility{until && ` until ${until}`}.
        </b>{" "}
        {reason} The answer is unchanged by this.
      </p>
    </section>
  );
}

/** Said by the board's own script, which alone knows; without it there is nothing to say. */
function LiveMark() {
  return (
    <p
      className="board-live"
      data-live-mark=""
      data-live="Live"
      data-lost="No connection. The answer turns unknown by itself."
      hidden
    />
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
