import { scaleBand, scaleLinear } from "d3-scale";
import { useId } from "react";
import "./team-share.css";

export type ShareBar = {
  /** "2026-11" */
  readonly month: string;
  readonly cases: number;
  readonly full: number;
  readonly share: number | null;
};

const width = 480;
const height = 200;
const inset = { left: 44, right: 8, top: 16, bottom: 44 };
const names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** The share of mechanical support cases with a full team by month, against its target. */
export function TeamShare({ months, target }: { months: readonly ShareBar[]; target: number }) {
  const id = `share-${useId().replace(/[^\w-]/g, "")}`;
  const x = scaleBand(
    months.map(({ month }) => month),
    [inset.left, width - inset.right],
  ).padding(0.3);
  const y = scaleLinear([0, 100], [height - inset.bottom, inset.top]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="team-share-region" aria-label="Share by month" tabIndex={0}>
      <svg
        className="team-share"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-labelledby={`${id}-t ${id}-d`}
      >
        <title id={`${id}-t`}>Share of mechanical support cases with a full team</title>
        <desc id={`${id}-d`}>{summary(months, target)}</desc>
        {[0, 50, 100].map((value) => (
          <g key={value} className="team-share-axis">
            <line x1={inset.left} x2={width - inset.right} y1={y(value)} y2={y(value)} />
            <text x={inset.left - 6} y={y(value) + 4} textAnchor="end">
              {value} %
            </text>
          </g>
        ))}
        {months.map((each) => (
          <Month key={each.month} bar={each} x={x(each.month) ?? 0} y={y} wide={x.bandwidth()} />
        ))}
        <line
          className="team-share-target"
          x1={inset.left}
          x2={width - inset.right}
          y1={y(target)}
          y2={y(target)}
        />
      </svg>
    </section>
  );
}

function Month({
  bar,
  x,
  y,
  wide,
}: {
  bar: ShareBar;
  x: number;
  y: (value: number) => number;
  wide: number;
}) {
  const foot = height - inset.bottom;
  const middle = x + wide / 2;
  const top = y(bar.share ?? 0);
  return (
    <g>
      {bar.share !== null && (
        <rect
          className="team-share-bar"
          data-full={bar.share >= 100 || undefined}
          x={x}
          y={Math.min(top, foot - 2)}
          width={wide}
          height={Math.max(2, foot - top)}
        />
      )}
      <text className="team-share-label" x={middle} y={foot + 16} textAnchor="middle">
        {shortMonth(bar.month)}
      </text>
      <text className="team-share-label" x={middle} y={foot + 32} textAnchor="middle">
        {bar.cases === 0 ? "–" : `${bar.full}/${bar.cases}`}
      </text>
      {bar.month.endsWith("-01") && (
        <text className="team-share-label" x={middle} y={inset.top - 4} textAnchor="middle">
          {bar.month.slice(0, 4)}
        </text>
      )}
    </g>
  );
}

/** "Nov" of "2026-11". */
export function shortMonth(month: string): string {
  return names[Number(month.slice(5)) - 1] ?? "";
}

function summary(months: readonly ShareBar[], target: number): string {
  const counted = months.filter(({ cases }) => cases > 0);
  const met = counted.filter(({ share }) => (share ?? 0) >= target).length;
  const words = `${met} of ${counted.length} months with such cases reached ${target} %.`;
  return `${words} The table below gives the same figures.`;
}
