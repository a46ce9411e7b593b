import { type Column, DataTable } from "./data-table.tsx";
import type { TrajectoryPoint } from "./trajectory-chart.tsx";

type Figure = Omit<TrajectoryPoint, "month">;
type Row = {
  readonly month: number;
  readonly cases: Figure;
  readonly epas: Figure;
  readonly fellows: number | null;
};

/** Both figures for every month of training, the cohort's beside the fellow's. */
export function TrajectoryTable({ who, rows }: { who: string; rows: readonly Row[] }) {
  return (
    <DataTable
      caption="Cases and activities by month of training"
      hideCaption
      rows={rows}
      rowKey={(row) => String(row.month)}
      columns={[
        { key: "month", header: "Month", align: "number", heads: true, cell: (row) => row.month },
        ...figureColumns("cases", `Cases, ${who}`),
        ...figureColumns("epas", `Activities, ${who}`),
        {
          key: "fellows",
          header: "Fellows compared",
          align: "number",
          cell: (row) => row.fellows ?? "too few",
        },
      ]}
    />
  );
}

function figureColumns(of: "cases" | "epas", own: string): Column<Row>[] {
  return [
    { key: `${of}-own`, header: own, align: "number", cell: (row) => row[of].own ?? "" },
    {
      key: `${of}-median`,
      header: "Median",
      align: "number",
      cell: (row) => row[of].band?.median ?? "",
    },
    {
      key: `${of}-half`,
      header: "Middle half",
      align: "number",
      cell: ({ [of]: { band } }) => (band ? `${band.low}–${band.high}` : ""),
    },
  ];
}
