import { scaleBand, scaleLinear } from "d3-scale";
import { useId } from "react";
import { shortMonth } from "./team-share.tsx";
import "./team-share.css";
import "./team-times.css";

/** In minutes. */
export type TimeSpread = {
  readonly cases: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
};
export type TimesBar = {
  /** "2026-11" */
  readonly month: string;
  readonly toDevice: TimeSpread | null;
};

const width = 480;
const height = 200;
const inset = { left: 44, right: 8, top: 16, bottom: 44 };

/** Minutes from the call to the device by month: a line from the shortest to the longest, a mark at the median. */
export function TeamTimes({ months }: { months: readonly TimesBar[] }) {
  const id = `times-${useId().replace(/[^\w-]/g, "")}`;
  const x = scaleBand(
    months.map(({ month }) => month),
    [inset.left, width - inset.right],
  ).padding(0.3);
  const most = Math.max(1, ...months.map(({ toDevice }) => toDevice?.most ?? 0));
  const y = scaleLinear([0, most], [height - inset.bottom, inset.top]).nice(2);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="team-share-region" aria-label="Call to device by month" tabIndex={0}>
      <svg
        className="team-share"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-labelledby={`${id}-t ${id}-d`}
      >
        <title id={`${id}-t`}>Minutes from call to device</title>
        <desc id={`${id}-d`}>{summary(months)}</desc>
        {y.ticks(2).map((value) => (
          <g key={value} className="team-share-axis">
            <line x1={inset.left} x2={width - inset.right} y1={y(value)} y2={y(value)} />
            <text x={inset.left - 6} y={y(value) + 4} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {months.map((each) => (
          <Month
            key={each.month}
            bar={each}
            middle={(x(each.month) ?? 0) + x.bandwidth() / 2}
            y={y}
          />
        ))}
      </svg>
    </section>
  );
}

function Month({
  bar: { month, toDevice },
  middle,
  y,
}: {
  bar: TimesBar;
  middle: number;
  y: (value: number) => number;
}) {
  const foot = height - inset.bottom;
  return (
    <g>
      {toDevice && (
        <>
          <line
            className="team-times-range"
            x1={middle}
            x2={middle}
            y1={y(toDevice.most)}
            y2={y(toDevice.least)}
          />
          <circle className="team-times-median" cx={middle} cy={y(toDevice.median)} r={5} />
        </>
      )}
      <text className="team-share-label" x={middle} y={foot + 16} textAnchor="middle">
        {shortMonth(month)}
      </text>
      <text className="team-share-label" x={middle} y={foot + 32} textAnchor="middle">
        {toDevice ? toDevice.median : "–"}
      </text>
      {month.endsWith("-01") && (
        <text className="team-share-label" x={middle} y={inset.top - 4} textAnchor="middle">
          {month.slice(0, 4)}
        </text>
      )}
    </g>
  );
}

function summary(months: readonly TimesBar[]): string {
  const known = months.filter(({ toDevice }) => toDevice !== null).length;
  const words = `Known in ${known} of ${months.length} months. Under each stands its median.`;
  return `${words} The table below gives the same figures.`;
}

/** "38", or "38 (22 to 51)" where there was more than one case. */
export function spreadWords(spread: TimeSpread | null): string {
  if (spread === null) return "–";
  const { cases, median, least, most } = spread;
  return cases === 1 ? String(median) : `${median} (${least} to ${most})`;
}
