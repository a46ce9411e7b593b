import { DataTable } from "./data-table.tsx";
import { countWords, effectWords, percentWords, type TrialView } from "./trial-figures.ts";
import { TrialsPicture, type TrialsProps } from "./trials-picture.tsx";
import "./trials-chart.css";

export type { Arm, Effect, Known, TrialView } from "./trial-figures.ts";

/** Trials one under another: both arms side by side, the effect with its interval on a log axis. */
export function TrialsChart({ title, trials, favours }: TrialsProps) {
  return (
    <figure className="trials">
      <figcaption>
        <b>{title}</b>{" "}
        <span className="soft">
          Hatched and marked “uncertain”: not yet read in the original paper.
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="trials-region" aria-label={`${title}, picture`} tabIndex={0}>
        <TrialsPicture title={title} trials={trials} favours={favours} />
      </section>
      <TrialsTable title={title} trials={trials} />
    </figure>
  );
}

function TrialsTable({ title, trials }: { title: string; trials: readonly TrialView[] }) {
  const rows = trials.flatMap((trial) =>
    trial.arms.map((arm, i) => ({ trial, arm, first: i === 0 })),
  );
  return (
    <DataTable
      caption={`${title}, as a table`}
      rows={rows}
      rowKey={(row) => `${row.trial.id}-${row.first ? "a" : "b"}`}
      columns={[
        {
          key: "trial",
          header: "Trial",
          heads: true,
          cell: (row) =>
            row.first ? row.trial.name : <span className="visually-hidden">{row.trial.name}</span>,
        },
        {
          key: "endpoint",
          header: "Outcome",
          cell: (row) => (row.first ? row.trial.endpoint : null),
        },
        { key: "arm", header: "Arm", cell: (row) => row.arm.label },
        { key: "events", header: "Events", align: "number", cell: (row) => countWords(row.arm) },
        {
          key: "percent",
          header: "With outcome",
          unit: "%",
          align: "number",
          cell: (row) => (row.arm.percent ? percentWords(row.arm.percent) : "not given"),
        },
        {
          key: "effect",
          header: "Effect (95 % interval)",
          cell: (row) => (row.first && row.trial.effect ? effectWords(row.trial.effect) : null),
        },
        {
          key: "source",
          header: "Source",
          cell: (row) =>
            row.first &&
            (row.trial.source.href ? (
              <a href={row.trial.source.href}>{row.trial.source.text}</a>
            ) : (
              row.trial.source.text
            )),
        },
      ]}
    />
  );
}
