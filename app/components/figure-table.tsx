import { DataTable } from "./data-table.tsx";

export type FigureRow = {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly basis: string;
  readonly source: {
    readonly key: string;
    readonly cite: string;
    readonly href: string | null;
    readonly mark: string | null;
  };
  readonly note?: string;
};

/** Numbers of the curriculum, each with its basis and the way to its source on the same page. */
export function FigureTable({
  caption,
  figures,
}: {
  caption: string;
  figures: readonly FigureRow[];
}) {
  return (
    <DataTable
      caption={caption}
      rows={figures}
      rowKey={(row) => row.what}
      columns={[
        { key: "what", header: "Number", heads: true, cell: (row) => row.what },
        { key: "value", header: "Value", align: "number", cell: (row) => row.value },
        { key: "unit", header: "Unit", cell: (row) => row.unit },
        {
          key: "basis",
          header: "Basis",
          cell: (row) => (row.note ? `${row.basis}: ${row.note}` : row.basis),
        },
        {
          key: "source",
          header: "Source",
          cell: ({ source }) => (
            <>
              <a className="code" href={`#${source.key}`}>
                {source.key}
              </a>
              {source.mark && <em> {source.mark}</em>}
            </>
          ),
        },
      ]}
    />
  );
}

/** Each source of these numbers once, in the order of first use. */
export function sourcesOf(figures: readonly FigureRow[]): FigureRow["source"][] {
  return [...new Map(figures.map(({ source }) => [source.key, source])).values()];
}
