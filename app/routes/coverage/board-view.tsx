import { AnswerBoard } from "#app/components/answer-board.tsx";
import { clockWords, lengthWords, momentWords } from "#app/components/moment.tsx";
import type { BoardData } from "#app/http/board-view.server.ts";

/** What hangs on the wall, whether a page brings it or an event does; `again` where no script asks anew. */
export function BoardView({ again, ...board }: BoardData & { readonly again?: string }) {
  const { unit, isScreen, now, answer, next, freshMs } = board;
  const { holdsUntil, override, zone } = answer;
  return (
    <AnswerBoard
      unit={unit.name}
      question="Is a qualified cardiologist on shift?"
      value={answer.value}
      sentence={answer.sentence}
      people={peopleOf(answer)}
      next={comingOf(next, zone)}
      asked={momentWords(now, zone)}
      dataAge={ageOf(answer.data, now)}
      holdsUntil={holdsUntil === null ? undefined : momentWords(holdsUntil, zone)}
      override={
        override
          ? {
              doctor: override.doctor.name,
              reason: override.reason,
              until: override.end === null ? null : momentWords(Date.parse(override.end), zone),
            }
          : undefined
      }
      freshForSeconds={freshMs / 1_000}
      again={again}
    >
      {!isScreen && (
        <p>
          <a href={`/units/${unit.code}`}>Rules and reasons</a>
        </p>
      )}
    </AnswerBoard>
  );
}

/** Those on site first, a hub's people last: they are elsewhere and never hide that nobody is here. */
function peopleOf({ people, zone }: BoardData["answer"]) {
  const nearness = ({ shifts }: (typeof people)[number]) =>
    shifts.some((shift) => shift.presence === "on site") ? 0 : isHere(shifts) ? 1 : 2;
  const onDuty = people.filter((person) => person.shifts.length > 0);
  if (!onDuty.some(({ shifts }) => isHere(shifts))) return [];
  return onDuty
    .sort((a, b) => nearness(a) - nearness(b))
    .map((person) => {
      const duties = person.shifts.map((shift) => `${shift.role}, ${shift.presence}`);
      const end = Math.max(...person.shifts.map((shift) => shift.end));
      return {
        name: person.name,
        role: [...new Set(duties)].join("; "),
        contact: person.contact ?? undefined,
        until: `until ${dayAndClock(end, zone)}`,
        isAtHub: !isHere(person.shifts),
      };
    });
}

/** "Mon 23 Nov, 08:00": year and zone stand at the head of the board. */
function dayAndClock(at: number, zone: string): string {
  return momentWords(at, zone).replace(/ \d{4}, (\d\d:\d\d).*$/, ", $1");
}

function isHere(shifts: BoardData["answer"]["people"][number]["shifts"]): boolean {
  return shifts.some((shift) => !shift.isAtHub);
}

/** More names than these are counted: the board must not grow. */
const nextNamesMax = 4;

/** One line for the next instant: the names of those who come then. */
function comingOf(next: BoardData["next"], zone: string) {
  const [first] = next;
  if (!first) return [];
  const names = [...new Set(next.map((each) => each.name))];
  const shown = names.length > nextNamesMax ? names.slice(0, nextNamesMax - 1) : names;
  const rest = names.length - shown.length;
  const who = `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return [{ when: clockWords(first.at, zone), who }];
}

function ageOf({ receivedAt, source }: BoardData["answer"]["data"], now: number) {
  if (receivedAt === null) return "No roster is published";
  return `Roster (${source}) confirmed ${lengthWords(now - receivedAt)} ago`;
}
