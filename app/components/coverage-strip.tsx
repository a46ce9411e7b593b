import {
  type CauseView,
  CoveragePicture,
  type CoverageStripProps,
  type CoverSpan,
  type GapView,
  type Span,
} from "./coverage-picture.tsx";
import { DataTable } from "./data-table.tsx";
import { dayWords, spanWords } from "./moment.tsx";
import { StateMark, StateShape } from "./state-mark.tsx";
import "./coverage-strip.css";

export type {
  CauseView,
  CoverageStripProps,
  CoverRow,
  CoverSpan,
  GapView,
  Span,
} from "./coverage-picture.tsx";

/** Cover over time as a picture, with its gaps and their causes in a table beside it. */
export function CoverageStrip(props: CoverageStripProps) {
  const { window, zone, gaps, title, csv, table } = props;
  const words = `${dayWords(window.start, zone)} to ${dayWords(window.end - 1, zone)}`;
  return (
    <figure className="strip">
      <figcaption className="strip-caption">
        <b>{title}</b>
        <span className="soft">
          {words}, times in {zone}
        </span>
      </figcaption>
      <Legend />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="strip-region" aria-label={`${title}, picture`} tabIndex={0}>
        <CoveragePicture {...props} summary={summary(gaps, words)} />
      </section>
      {(gaps.length === 0 || !table) && <GapTable {...props} />}
      {table}
      {csv && (
        <p>
          <a href={csv} download>
            These figures as CSV
          </a>
        </p>
      )}
    </figure>
  );
}

function GapTable({ title, gaps, zone, rows, window }: CoverageStripProps) {
  if (gaps.length === 0) return <NoGap covered={isCovered(rows[0]?.spans ?? [], window)} />;
  return (
    <DataTable
      caption={`Gaps and their causes: ${title}`}
      anchored
      rows={gaps.map((gap, i) => ({ ...gap, number: i + 1 }))}
      rowKey={(gap) => `gap-${gap.number}`}
      columns={[
        { key: "number", header: "Gap", align: "number", cell: (gap) => gap.number },
        {
          key: "when",
          header: "When",
          heads: true,
          cell: (gap) => spanWords(gap.start, gap.end, zone),
        },
        { key: "answer", header: "Answer", cell: (gap) => <StateMark state={gap.answer} /> },
        { key: "causes", header: "Cause", cell: (gap) => <Causes causes={gap.causes} /> },
        {
          key: "who",
          header: "Who could cover",
          cell: (gap) => <Lines lines={gap.candidates ?? []} />,
        },
      ]}
    />
  );
}

/** That nothing is missing is said only where the whole window is drawn as yes. */
function NoGap({ covered }: { covered: boolean }) {
  return (
    <p className="strip-none">
      <StateShape state={covered ? "yes" : "unknown"} />
      {covered ? "No gap in this time." : "Not covered throughout; no causes are on record."}
    </p>
  );
}

function isCovered(spans: readonly CoverSpan[], window: Span): boolean {
  let edge = window.start;
  for (const span of spans) {
    if (span.answer !== "yes" || span.start > edge) return false;
    edge = Math.max(edge, span.end);
  }
  return edge >= window.end;
}

function summary(gaps: readonly GapView[], words: string): string {
  const unknown = gaps.filter((gap) => gap.answer === "unknown").length;
  return `${words}: ${gaps.length - unknown} times the answer is no, ${unknown} times unknown.`;
}

/** One sentence for each rule; the rest is a step away. */
function Causes({ causes }: { causes: readonly CauseView[] }) {
  const told = causes.filter(({ all, nearest }) => all.some((text) => text !== nearest));
  return (
    <div>
      {causes.map(({ rule, title, nearest }) => (
        <p key={rule} className="strip-line">
          <b>
            {rule}, {title}:
          </b>{" "}
          {nearest}
        </p>
      ))}
      {told.length > 0 && (
        <details className="strip-reasons">
          <summary>Every reason</summary>
          {told.map(({ rule, all }) => (
            <div key={rule}>
              <p>
                <b>{rule}</b>
              </p>
              <ul>
                {all.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </div>
          ))}
        </details>
      )}
    </div>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return <span className="soft">–</span>;
  return (
    <div>
      {lines.map((line) => (
        <span key={line} className="strip-line">
          {line}
        </span>
      ))}
    </div>
  );
}

function Legend() {
  return (
    <ul className="strip-legend" aria-label="Legend">
      <li>
        <StateMark state="yes" />
      </li>
      <li>
        <StateMark state="no" />
      </li>
      <li>
        <StateMark state="unknown" />
      </li>
      <li>
        <span className="strip-swatch" data-kind="night" /> Night, 18:00–08:00
      </li>
      <li>
        <span className="strip-swatch" data-kind="handover" /> Hand-over
      </li>
    </ul>
  );
}
