import { DataTable } from "#app/components/data-table.tsx";
import { monthWords } from "#app/components/moment.tsx";
import { Panel } from "#app/components/panel.tsx";
import { type ShareBar, TeamShare } from "#app/components/team-share.tsx";
import {
  spreadWords,
  TeamTimes,
  type TimeSpread,
  type TimesBar,
} from "#app/components/team-times.tsx";

type Figures = {
  readonly months: readonly (ShareBar & TimesBar & { readonly toFull: TimeSpread | null })[];
  readonly all: { readonly toDevice: TimeSpread | null };
  readonly target: number;
  /** What the times are counted from and to, in the words of content. */
  readonly counted: readonly { readonly title: string; readonly note: string }[];
  readonly code: string;
};

/** The share of mechanical support cases with a full team by month, as a picture and as a table. */
export function SharePanel({ months, target, code }: Omit<Figures, "all" | "counted">) {
  return (
    <Panel
      title="Share with a full team"
      meta={<a href={`/units/${code}/activations.csv?by=month`}>The figures as CSV</a>}
    >
      <TeamShare months={months} target={target} />
      <DataTable
        caption="Mechanical support cases with a full team, by month"
        hideCaption
        narrow
        rows={[...months].reverse().filter(({ cases }) => cases > 0)}
        rowKey={(row) => row.month}
        empty="No mechanical support was considered in these months."
        columns={[
          {
            key: "month",
            header: "Month",
            heads: true,
            cell: (row) => monthWords(Date.parse(`${row.month}-15T12:00:00Z`), "UTC"),
          },
          { key: "cases", header: "Cases", align: "number", cell: (row) => row.cases },
          { key: "full", header: "Full team", align: "number", cell: (row) => row.full },
          { key: "share", header: "Share", unit: "%", align: "number", cell: (row) => row.share },
        ]}
      />
    </Panel>
  );
}

/** Minutes to the full team and to the device by month: median and range. */
export function TimesPanel({ months, all, counted, code }: Omit<Figures, "target">) {
  const known = months.filter(({ toFull, toDevice }) => toFull !== null || toDevice !== null);
  return (
    <Panel
      title="How long it took"
      meta={<a href={`/units/${code}/activations.csv?by=month`}>The figures as CSV</a>}
    >
      <p>{timesWords(all)}</p>
      {all.toDevice && <TeamTimes months={months} />}
      <DataTable
        caption="Minutes from the call to a full team and to the device: median, shortest to longest"
        hideCaption
        narrow
        rows={[...known].reverse()}
        rowKey={(row) => row.month}
        empty="No times are known yet. They come from who joined, and from when support began."
        columns={[
          {
            key: "month",
            header: "Month",
            heads: true,
            cell: (row) => monthWords(Date.parse(`${row.month}-15T12:00:00Z`), "UTC"),
          },
          {
            key: "full",
            header: "To full team",
            align: "number",
            cell: (row) => spreadWords(row.toFull),
          },
          {
            key: "device",
            header: "To device",
            align: "number",
            cell: (row) => spreadWords(row.toDevice),
          },
        ]}
      />
      <ul className="soft">
        {counted.map(({ title, note }) => (
          <li key={title}>
            {title}: {note}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function timesWords({ toDevice }: Figures["all"]): string {
  const from = "Minutes from the call, median and in brackets shortest to longest.";
  if (toDevice === null) return `${from} No time to the device is known yet.`;
  const { cases, median, least, most } = toDevice;
  const of = `${cases} ${cases === 1 ? "case" : "cases"}`;
  return `${from} To the device in ${of}: median ${median} min, ${least} to ${most} min.`;
}
