import { useId } from "react";
import { type Instant, instant } from "#app/domain/time/instant.ts";
import { localParts } from "#app/domain/time/wall-time.ts";
import { dayWords } from "./moment.tsx";
import "./year-grid.css";

type Answer = "yes" | "no" | "unknown" | "not-applicable";
export type GridDay = {
  readonly start: number;
  readonly end: number;
  readonly tally: Readonly<Record<Answer, number>>;
};

const left = 40;
const top = 20;
const step = 17;
const cell = 15;
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/**
 * A year as weeks by seven days. In each day what was met stands low, what was not met fills the height,
 * and what nobody knew is hatched; each as wide as its share of the day.
 */
export function YearGrid({
  title,
  days,
  zone,
}: {
  title: string;
  days: readonly GridDay[];
  zone: string;
}) {
  const id = `year-${useId().replace(/[^\w-]/g, "")}`;
  const cells = placed(days, zone);
  const columns = (cells.at(-1)?.column ?? 0) + 1;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="year-grid" aria-label={`${title}, picture`} tabIndex={0}>
      <svg
        viewBox={`0 0 ${left + columns * step} ${top + 7 * step}`}
        style={{ maxInlineSize: `${(left + columns * step) * 1.5}px` }}
        role="img"
        aria-labelledby={`${id}-t ${id}-d`}
      >
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{summaryOf(days)}</desc>
        <pattern
          id={`${id}-h`}
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className="year-grid-ground" width="4" height="4" />
          <rect className="year-grid-stripe" width="2" height="4" />
        </pattern>
        {weekdays.map((name, row) =>
          row % 2 === 0 ? (
            <text key={name} x={0} y={top + row * step + 12}>
              {name}
            </text>
          ) : null,
        )}
        {cells
          .filter(({ month }) => month !== null)
          .map(({ month, column }) => (
            <text key={column} x={left + column * step} y={12}>
              {month}
            </text>
          ))}
        {cells.map(({ day, column, row }) => (
          <Day
            key={day.start}
            day={day}
            x={left + column * step}
            y={top + row * step}
            zone={zone}
            hatch={`url(#${id}-h)`}
          />
        ))}
      </svg>
    </section>
  );
}

type Cell = { day: GridDay; column: number; row: number; month: string | null };

/** Where each day stands; a month's name over the week in which its first day falls. */
function placed(days: readonly GridDay[], zone: string): Cell[] {
  let column = 0;
  return days.map((day, i) => {
    const { weekday, day: date, month } = localParts(instant(day.start) as Instant, zone);
    if (i > 0 && weekday === 1) column++;
    const isFirst = i === 0 || date === 1;
    return { day, column, row: weekday - 1, month: isFirst ? (months[month - 1] ?? null) : null };
  });
}

const order: readonly Answer[] = ["not-applicable", "yes", "unknown", "no"];

function Day({
  day,
  x,
  y,
  zone,
  hatch,
}: {
  day: GridDay;
  x: number;
  y: number;
  zone: string;
  hatch: string;
}) {
  const whole = day.end - day.start;
  let at = x;
  const parts = order.flatMap((answer) => {
    const width = (day.tally[answer] / whole) * cell;
    if (width === 0) return [];
    // A miss of minutes must still be seen.
    const shown = answer === "no" || answer === "unknown" ? Math.max(2, width) : width;
    const part = { answer, x: Math.min(at, x + cell - shown), width: shown };
    at += width;
    return [part];
  });
  return (
    <g>
      <title>{`${dayWords(day.start, zone)}: ${wordsOf(day.tally)}`}</title>
      <rect className="year-grid-day" x={x} y={y} width={cell} height={cell} />
      {parts.map((part) => (
        <rect
          key={part.answer}
          className="year-grid-part"
          data-answer={part.answer}
          x={part.x}
          y={part.answer === "yes" ? y + 10 : y}
          width={part.width}
          height={part.answer === "yes" ? 5 : cell}
          fill={part.answer === "unknown" ? hatch : undefined}
        />
      ))}
    </g>
  );
}

function wordsOf(tally: GridDay["tally"]): string {
  const words = { yes: "met", no: "not met", unknown: "unknown", "not-applicable": "not asked" };
  const hours = (ms: number) => `${(Math.round(ms / 360_000) / 10).toFixed(1)} h`;
  return order
    .filter((answer) => tally[answer] > 0)
    .map((answer) => `${hours(tally[answer])} ${words[answer]}`)
    .join(", ");
}

function summaryOf(days: readonly GridDay[]): string {
  const having = (answer: Answer) => days.filter(({ tally }) => tally[answer] > 0).length;
  return `${days.length} days; on ${having("no")} of them it was not met at some time, on ${having("unknown")} it was unknown at some time.`;
}
