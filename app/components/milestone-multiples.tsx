import { scaleLinear, scalePoint } from "d3-scale";
import { line } from "d3-shape";
import { DataTable } from "./data-table.tsx";
import "./milestone-multiples.css";

export type MilestoneView = {
  readonly domain: string;
  readonly name: string;
  /** One for each half-year, in order. */
  readonly points: readonly {
    /** "2026-H2". */
    readonly halfYear: string;
    readonly observed: { readonly median: number; readonly n: number } | null;
    readonly committee: number | null;
    /** Signed minutes say it, or it is the median of what the committee had entrusted. */
    readonly committeeBy: "finding" | "entrustment" | null;
  }[];
};

const width = 200;
const height = 118;
const inset = { left: 20, right: 10, top: 10, bottom: 28 };
const levels = [1, 2, 3, 4, 5];

/**
 * The domains side by side, half-year by half-year: what was observed, and what the committee found. Those
 * without a mark are named under them, since their empty pictures would hide the others.
 */
export function MilestoneMultiples({ milestones }: { milestones: readonly MilestoneView[] }) {
  const marked = milestones.filter(isMarked);
  const empty = milestones.filter((each) => !isMarked(each));
  return (
    <>
      <div className="multiples">
        {marked.map((each) => (
          <figure key={each.domain} className="multiple">
            <figcaption>
              <span className="code soft">{each.domain}</span> {each.name}
            </figcaption>
            <Multiple milestone={each} />
          </figure>
        ))}
      </div>
      {empty.length > 0 && (
        <p>
          <b>No mark yet:</b> {empty.map((each) => each.name).join("; ")}.
        </p>
      )}
      <ul className="multiples-legend">
        <li>
          <svg viewBox="0 0 24 12" aria-hidden="true">
            <line className="multiple-observed" x1="1" x2="23" y1="6" y2="6" />
            <circle className="multiple-point" cx="12" cy="6" r="3.5" />
          </svg>
          Median of the levels observed
        </li>
        <li>
          <svg viewBox="0 0 24 12" aria-hidden="true">
            <path className="multiple-committee" d="M12 0.5l5.5 5.500-5.5 5.500-5.5-5.500z" />
          </svg>
          The committee
        </li>
      </ul>
      <MilestoneTable milestones={milestones} />
    </>
  );
}

function isMarked({ points }: MilestoneView): boolean {
  return points.some((each) => each.observed !== null || each.committee !== null);
}

function Multiple({ milestone }: { milestone: MilestoneView }) {
  const { name, points } = milestone;
  const x = scalePoint(
    points.map((each) => each.halfYear),
    [inset.left + 8, width - inset.right - 8],
  );
  const y = scaleLinear([1, 5], [height - inset.bottom, inset.top]);
  const at = (halfYear: string) => Math.round((x(halfYear) ?? 0) * 10) / 10;
  const observed = points.flatMap(({ halfYear, observed: seen }) =>
    seen ? [{ halfYear, level: seen.median }] : [],
  );
  const path = line<(typeof observed)[number]>()
    .x((each) => at(each.halfYear))
    .y((each) => y(each.level));
  return (
    <svg
      className="multiple-picture"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${name}: ${lastWords(milestone)}`}
    >
      <g className="multiple-axes">
        {levels.map((level) => (
          <g key={level}>
            <line x1={inset.left} x2={width - inset.right} y1={y(level)} y2={y(level)} />
            <text x={inset.left - 5} y={y(level) + 4} textAnchor="end">
              {level}
            </text>
          </g>
        ))}
        {points.map(({ halfYear }, i) => (
          <text key={halfYear} x={at(halfYear)} y={height - 6} textAnchor="middle">
            {points.length <= 4 || i % 2 === 0 ? shortHalf(halfYear) : ""}
          </text>
        ))}
      </g>
      <path className="multiple-observed" d={path(observed) ?? ""} />
      {observed.map(({ halfYear, level }) => (
        <circle key={halfYear} className="multiple-point" cx={at(halfYear)} cy={y(level)} r="3.5" />
      ))}
      {points.map(({ halfYear, committee }) =>
        committee === null ? null : (
          <path
            key={halfYear}
            className="multiple-committee"
            d={`M${at(halfYear)} ${y(committee) - 5.5}l5.5 5.5-5.5 5.5-5.5-5.5z`}
          />
        ),
      )}
    </svg>
  );
}

function lastWords({ points }: MilestoneView): string {
  const seen = points.findLast((each) => each.observed);
  const found = points.findLast((each) => each.committee !== null);
  const observed = seen?.observed
    ? `observed at level ${seen.observed.median} in ${seen.halfYear}`
    : "not observed yet";
  return found ? `${observed}, committee level ${found.committee} in ${found.halfYear}` : observed;
}

/** "2026-H2" as "26/2". */
function shortHalf(halfYear: string): string {
  return `${halfYear.slice(2, 4)}/${halfYear.slice(-1)}`;
}

const committeeWords = { finding: "signed minutes", entrustment: "what it entrusted" } as const;

/** One row for each domain, one column for each half-year. */
function MilestoneTable({ milestones }: { milestones: readonly MilestoneView[] }) {
  const halves = milestones[0]?.points.map((each) => each.halfYear) ?? [];
  return (
    <DataTable
      caption="Milestones, as a table"
      rows={milestones}
      rowKey={(row) => row.domain}
      columns={[
        {
          key: "domain",
          header: "Domain",
          heads: true,
          cell: (row) => (
            <>
              <span className="code">{row.domain}</span> {row.name}
            </>
          ),
        },
        ...halves.map((half, i) => ({
          key: half,
          header: half,
          cell: (row: MilestoneView) => <Cell point={row.points[i]} />,
        })),
      ]}
    />
  );
}

function Cell({ point }: { point: MilestoneView["points"][number] | undefined }) {
  const { observed = null, committee = null, committeeBy = null } = point ?? {};
  if (observed === null && committee === null) return <span className="soft">none</span>;
  return (
    <>
      {observed && `${observed.median} from ${observed.n} observed`}
      {observed && committee !== null && <br />}
      {committee !== null && `Committee ${committee}`}
      {committeeBy && <span className="soft"> ({committeeWords[committeeBy]})</span>}
    </>
  );
}
