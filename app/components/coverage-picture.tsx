import { type ReactNode, useId } from "react";
import { type Instant, instant } from "#app/domain/time/instant.ts";
import { localTimeOn, startOfLocalDay } from "#app/domain/time/wall-time.ts";
import type { AnswerValue } from "./answer.tsx";
import { clockWords, dayWords, momentWords } from "./moment.tsx";

/** Half-open [start, end) in milliseconds since 1970 UTC. */
export type Span = { readonly start: number; readonly end: number };
export type CoverSpan = Span & { readonly answer: AnswerValue | "not-applicable" };
export type CoverRow = {
  readonly id: string;
  readonly title: string;
  readonly spans: readonly CoverSpan[];
};
export type CauseView = {
  /** Of the rule that is not met: "A1", "Cardiac intensivist". */
  readonly rule: string;
  readonly title: string;
  /** Why, in one sentence: what lies nearest to cover. */
  readonly nearest: string;
  /** Every reason, the nearest among them. */
  readonly all: readonly string[];
};
export type GapView = Span & {
  readonly answer: Exclude<AnswerValue, "yes">;
  readonly causes: readonly CauseView[];
  /** Who could cover it. */
  readonly candidates?: readonly string[];
};

export type CoverageStripProps = {
  readonly title: string;
  readonly window: Span;
  /** IANA zone of the unit; days and nights are its own. */
  readonly zone: string;
  readonly now?: number;
  /** The whole first, then rule by rule where wanted. */
  readonly rows: readonly CoverRow[];
  readonly gaps: readonly GapView[];
  readonly handovers?: readonly number[];
  /** Address of the same figures as CSV. */
  readonly csv?: string;
  /** A table that says more of the gaps than the strip's own; its rows `gap-<number>` are pointed at. */
  readonly table?: ReactNode;
};

const width = 960;
const top = 44;
const rowHeight = 46;
const bar = 22;

/** The drawing alone; `summary` says in words what it shows. */
export function CoveragePicture({
  title,
  window,
  zone,
  now,
  rows,
  gaps,
  handovers = [],
  summary,
}: CoverageStripProps & {
  summary: string;
}) {
  const id = `strip-${useId().replace(/[^\w-]/g, "")}`;
  const x = scale(window);
  // The numbers of the gaps stand under the first row, which leaves them room.
  const room = gaps.length > 0 && rows.length > 1 ? 16 : 0;
  const rowAt = (i: number) => top + i * rowHeight + (i > 0 ? room : 0);
  const foot = rowAt(rows.length);
  const days = localDays(window, zone);
  const many = days.length > 14;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing that holds links is a group, not a form
    <svg
      className="strip-picture"
      viewBox={`0 0 ${width} ${foot + 26}`}
      role="group"
      aria-labelledby={`${id}-t ${id}-d`}
    >
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{summary}</desc>
      <pattern
        id={`${id}-h`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="strip-hatch-ground" width="6" height="6" />
        <rect className="strip-hatch-stripe" width="3" height="6" />
      </pattern>
      {days.map((day) => (
        <Night key={day.start} day={day} zone={zone} x={x} foot={foot} />
      ))}
      {days.map((day, i) => (
        <g key={day.start}>
          <line className="strip-day" x1={x(day.start)} x2={x(day.start)} y1={top - 10} y2={foot} />
          {(!many || i % 2 === 0) && (
            <text className="strip-date" x={x(day.start) + 3} y={top - 12}>
              {shortDay(day.start, zone, many)}
            </text>
          )}
        </g>
      ))}
      {rows.map((row, i) => (
        <Row key={row.id} row={row} y={rowAt(i)} x={x} hatch={`url(#${id}-h)`} />
      ))}
      {handovers.map((at) => (
        <line key={at} className="strip-handover" x1={x(at)} x2={x(at)} y1={foot} y2={foot + 5} />
      ))}
      {gaps.map((gap, i) => (
        <GapNumber key={i} number={i + 1} at={x(gap.start)} to={x(gap.end)} y={top + 17 + bar} />
      ))}
      {now !== undefined && now >= window.start && now < window.end && (
        <g className="strip-now">
          <line x1={x(now)} x2={x(now)} y1={14} y2={foot + 8} />
          <text x={Math.min(x(now) + 4, width - 120)} y={12}>
            now {clockWords(now, zone)}
          </text>
        </g>
      )}
      {/* Over the line of now, which would strike through them. */}
      {rows.map((row, i) => (
        <text key={row.id} className="strip-name" x={0} y={rowAt(i) + 11}>
          {row.title}
        </text>
      ))}
      <text className="strip-date" x={0} y={foot + 21}>
        {momentWords(window.start, zone)}
      </text>
      <text className="strip-date" x={width} y={foot + 21} textAnchor="end">
        {momentWords(window.end, zone)}
      </text>
    </svg>
  );
}

type Scale = (at: number) => number;

function scale(window: Span): Scale {
  const per = width / (window.end - window.start);
  const within = (at: number) => Math.min(window.end, Math.max(window.start, at));
  return (at) => Math.round((within(at) - window.start) * per * 100) / 100;
}

function Row({ row, y, x, hatch }: { row: CoverRow; y: number; x: Scale; hatch: string }) {
  return (
    <g>
      {row.spans.map((span) => (
        <rect
          key={span.start}
          className="strip-span"
          data-answer={span.answer}
          x={x(span.start)}
          y={span.answer === "yes" ? y + 23 : y + 16}
          width={Math.max(1.5, x(span.end) - x(span.start))}
          height={span.answer === "yes" ? 8 : bar}
          fill={span.answer === "unknown" ? hatch : undefined}
        />
      ))}
    </g>
  );
}

/** Night is 18:00 to 08:00 by the unit's clock, as in the rule window "day". */
function Night({ day, zone, x, foot }: { day: Span; zone: string; x: Scale; foot: number }) {
  const morning = localTimeOn(instant(day.start), zone, { hour: 8, minute: 0 });
  const evening = localTimeOn(instant(day.start), zone, { hour: 18, minute: 0 });
  return (
    <g className="strip-night">
      <rect
        x={x(day.start)}
        y={top - 10}
        width={x(morning) - x(day.start)}
        height={foot - top + 10}
      />
      <rect x={x(evening)} y={top - 10} width={x(day.end) - x(evening)} height={foot - top + 10} />
    </g>
  );
}

function GapNumber({ number, at, to, y }: { number: number; at: number; to: number; y: number }) {
  const middle = Math.min(width - 8, Math.max(8, (at + to) / 2));
  return (
    <a href={`#gap-${number}`} className="strip-number" aria-label={`Gap ${number}`}>
      <circle cx={middle} cy={y + 6} r="8" />
      <text x={middle} y={y + 10} textAnchor="middle">
        {number}
      </text>
    </a>
  );
}

function localDays(window: Span, zone: string): Span[] {
  const days: Span[] = [];
  let start: Instant = startOfLocalDay(instant(window.start), zone);
  while (start < window.end) {
    const end = startOfLocalDay(start, zone, 1);
    days.push({ start, end });
    start = end;
  }
  return days;
}

function shortDay(at: number, zone: string, many: boolean): string {
  const [day, month] = dayWords(at, zone).split(" ");
  return many ? `${day}${day === "1" ? ` ${month}` : ""}` : `${day} ${month}`;
}
