import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { useId } from "react";
import "./trajectory-chart.css";

/** One month of training: the fellow's figure, and the cohort's where enough fellows have come so far. */
export type TrajectoryPoint = {
  /** Months since the fellowship began, from 0. */
  readonly month: number;
  /** Null for months that lie ahead. */
  readonly own: number | null;
  readonly band: { readonly low: number; readonly median: number; readonly high: number } | null;
};

const width = 320;
const height = 210;
const inset = { left: 34, right: 12, top: 12, bottom: 40 };

/** A cumulative figure over the months of training: the fellow's line over the middle half of the cohort. */
export function TrajectoryChart({
  title,
  who,
  points,
  most = 1,
}: {
  title: string;
  /** The axis reaches at least so far. */
  most?: number;
  /** Whose line it is: "You", "Dr. Lorenzen". */
  who: string;
  points: readonly TrajectoryPoint[];
}) {
  const id = `trajectory-${useId().replace(/[^\w-]/g, "")}`;
  const { x, y } = scalesFor(points, most);
  const seen = points.filter((each) => each.own !== null);
  const last = seen.at(-1);
  return (
    <figure className="trajectory">
      <figcaption>
        <b>{title}</b>
      </figcaption>
      <svg
        className="trajectory-picture"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-labelledby={`${id}-t ${id}-d`}
      >
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{summary(who, points)}</desc>
        <Axes x={x} y={y} />
        <Band points={points} x={x} y={y} />
        <path className="trajectory-own" d={pathOf(seen, x, y, (each) => each.own ?? 0)} />
        {last && (
          <circle className="trajectory-now" cx={x(last.month)} cy={y(last.own ?? 0)} r="3.5" />
        )}
      </svg>
      <Legend who={who} hasBand={points.some((each) => each.band)} />
    </figure>
  );
}

type Scale = (value: number) => number;
type Ticked = Scale & { ticks(count: number): number[] };

function scalesFor(points: readonly TrajectoryPoint[], least: number) {
  const months = Math.max(1, ...points.map((each) => each.month));
  const most = Math.max(
    least,
    ...points.map((each) => Math.max(each.own ?? 0, each.band?.high ?? 0)),
  );
  const x = scaleLinear([0, months], [inset.left, width - inset.right]);
  const y = scaleLinear([0, most], [height - inset.bottom, inset.top]).nice(4);
  return { x: tenths(x), y: tenths(y) };
}

/** Tenths of a pixel are finer than any screen, and keep the page small. */
function tenths(scale: ReturnType<typeof scaleLinear<number, number>>): Ticked {
  const rounded = (value: number) => Math.round(scale(value) * 10) / 10;
  return Object.assign(rounded, { ticks: (count: number) => scale.ticks(count) });
}

function Axes({ x, y }: { x: Ticked; y: Ticked }) {
  const foot = height - inset.bottom;
  return (
    <g className="trajectory-axes">
      {y
        .ticks(4)
        .filter(Number.isInteger)
        .map((value) => (
          <g key={value}>
            <line x1={inset.left} x2={width - inset.right} y1={y(value)} y2={y(value)} />
            <text x={inset.left - 6} y={y(value) + 4} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
      {x
        .ticks(6)
        .filter(Number.isInteger)
        .map((month) => (
          <text key={month} x={x(month)} y={foot + 16} textAnchor="middle">
            {month}
          </text>
        ))}
      <text x={(inset.left + width - inset.right) / 2} y={height - 6} textAnchor="middle">
        month of training
      </text>
    </g>
  );
}

type Banded = TrajectoryPoint & { readonly band: NonNullable<TrajectoryPoint["band"]> };

function Band({ points, x, y }: { points: readonly TrajectoryPoint[]; x: Scale; y: Scale }) {
  const shown = points.filter((each): each is Banded => each.band !== null);
  const middle = area<Banded>()
    .x((each) => x(each.month))
    .y0((each) => y(each.band.low))
    .y1((each) => y(each.band.high));
  return (
    <>
      <path className="trajectory-band" d={middle(shown) ?? ""} />
      <path className="trajectory-median" d={pathOf(shown, x, y, (each) => each.band.median)} />
    </>
  );
}

function pathOf<T extends TrajectoryPoint>(
  points: readonly T[],
  x: Scale,
  y: Scale,
  of: (point: T) => number,
): string {
  const drawn = line<T>()
    .x((each) => x(each.month))
    .y((each) => y(of(each)));
  return drawn(points) ?? "";
}

function Legend({ who, hasBand }: { who: string; hasBand: boolean }) {
  return (
    <ul className="trajectory-legend">
      <li>
        <svg viewBox="0 0 24 10" aria-hidden="true">
          <line className="trajectory-own" x1="1" x2="23" y1="5" y2="5" />
        </svg>
        {who}
      </li>
      {hasBand && (
        <>
          <li>
            <svg viewBox="0 0 24 10" aria-hidden="true">
              <line className="trajectory-median" x1="1" x2="23" y1="5" y2="5" />
            </svg>
            Median of the cohort
          </li>
          <li>
            <svg viewBox="0 0 24 10" aria-hidden="true">
              <rect className="trajectory-band" width="24" height="10" />
            </svg>
            Its middle half
          </li>
        </>
      )}
    </ul>
  );
}

function summary(who: string, points: readonly TrajectoryPoint[]): string {
  const last = points.findLast((each) => each.own !== null);
  if (!last) return "Nothing yet. The table below gives the same figures.";
  const { own, month, band } = last;
  const beside = band ? `; half of the cohort lies between ${band.low} and ${band.high}` : "";
  return `${who}: ${own} after month ${month}${beside}. The table below gives the same figures.`;
}
