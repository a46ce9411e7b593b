import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AnswerBoard } from "#app/components/answer-board.tsx";
import { clockWords, lengthWords, momentWords } from "#app/components/moment.tsx";
import { answerView } from "#app/http/answer-view.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { showNow } from "#app/operations/coverage/show-now.server.ts";

/** Without a script the page asks again by itself after so many seconds. */
const refreshSeconds = 30;
/** An answer older than this is nothing to rely on: some of these refreshes must have failed. */
const freshSecondsMax = 120;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Board, ${data?.unit.name ?? "unit"} · Systole` },
];
export const headers: HeadersFunction = () => ({
  "Cache-Control": "no-store",
  Refresh: String(refreshSeconds),
});

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  const shown = orRefuse(ctx, args.request, await showNow(ctx, { unitCode }));
  const { code, name } = shown.unit;
  return {
    unit: { code, name },
    now: ctx.now,
    answer: answerView(ctx.content, shown.answer),
    next: shown.next.map(({ at, name }) => ({ at, name })),
  };
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Board() {
  const { unit, now, answer, next } = useLoaderData<typeof loader>();
  const left = answer.holdsUntil === null ? freshSecondsMax : (answer.holdsUntil - now) / 1_000;
  return (
    <AnswerBoard
      unit={unit.name}
      question="Is a qualified cardiologist on shift?"
      value={answer.value}
      sentence={answer.sentence}
      people={peopleOf(answer)}
      next={comingOf(next, answer.zone)}
      asked={momentWords(now, answer.zone)}
      dataAge={ageOf(answer.data, now)}
      holdsUntil={
        answer.holdsUntil === null ? undefined : momentWords(answer.holdsUntil, answer.zone)
      }
      freshForSeconds={Math.min(left, freshSecondsMax)}
    >
      <p>
        <a href={`/units/${unit.code}`}>Rules and reasons</a>
      </p>
    </AnswerBoard>
  );
}

/** Those on site first, a hub's people last: they are elsewhere and never hide that nobody is here. */
function peopleOf({ people, zone }: Data["answer"]) {
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

function isHere(shifts: Data["answer"]["people"][number]["shifts"]): boolean {
  return shifts.some((shift) => !shift.isAtHub);
}

/** More names than these are counted: the board must not grow. */
const nextNamesMax = 4;

/** One line for the next instant: the names of those who come then. */
function comingOf(next: Data["next"], zone: string) {
  const [first] = next;
  if (!first) return [];
  const names = [...new Set(next.map((each) => each.name))];
  const shown = names.length > nextNamesMax ? names.slice(0, nextNamesMax - 1) : names;
  const rest = names.length - shown.length;
  const who = `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return [{ when: clockWords(first.at, zone), who }];
}

function ageOf({ receivedAt, source }: Data["answer"]["data"], now: number) {
  if (receivedAt === null) return "No roster is published";
  return `Roster (${source}) confirmed ${lengthWords(now - receivedAt)} ago`;
}
