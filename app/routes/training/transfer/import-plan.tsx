import { DataTable } from "#app/components/data-table.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import type { Step } from "./import.tsx";

type View = Step["view"];

/** What the file comes to as it is read now, row by row where something is wrong. */
export function ImportPlanPanels({ view }: { view: View }) {
  return (
    <>
      <Panel title="What it comes to">
        <KeyValues items={countsOf(view.counts)} />
        {view.counts.accepted === 0 && (
          <Notice kind="warn" title="No row can come in as the file is read now">
            <p>The rows below say why. Often a column is not set, or a word has no meaning yet.</p>
          </Notice>
        )}
        {view.refused.length > 0 && <Refused view={view} />}
        {view.leftOut.length > 0 && <LeftOut rows={view.leftOut} />}
      </Panel>
      {view.fills.length > 0 && <Fills rows={view.fills} />}
    </>
  );
}

function countsOf({ accepted, earlier, open, inLog, inFile, skipped, refused }: View["counts"]) {
  return [
    { label: "Can come in", value: accepted },
    { label: "of these, before your fellowship", value: earlier },
    { label: "of these, with no supervisor yet", value: open },
    { label: "In your log already", value: inLog },
    { label: "Repeated within the file", value: inFile },
    { label: "Skipped, as you said", value: skipped },
    { label: "Refused", value: refused },
  ].filter(({ label, value }) => value > 0 || label === "Can come in" || label === "Refused");
}

function Refused({ view }: { view: View }) {
  return (
    <>
      <DataTable
        caption="Rows that cannot come in"
        rows={view.refused}
        rowKey={(row) => `${row.line} ${row.column}`}
        columns={[
          { key: "line", header: "Line", align: "number", heads: true, cell: (row) => row.line },
          { key: "column", header: "Column", cell: (row) => row.column },
          { key: "words", header: "Why", cell: (row) => row.words },
        ]}
      />
      {view.more > 0 && <p className="soft">And {view.more} more.</p>}
    </>
  );
}

function LeftOut({ rows }: { rows: View["leftOut"] }) {
  return (
    <DataTable
      caption="Details that have no place here: the case comes in without them"
      rows={rows}
      rowKey={(row) => `${row.field} ${row.word}`}
      columns={[
        { key: "word", header: "Word", heads: true, cell: (row) => row.word },
        { key: "field", header: "Said under", cell: (row) => row.field },
        { key: "rows", header: "Rows", align: "number", cell: (row) => row.rows },
      ]}
    />
  );
}

function Fills({ rows }: { rows: View["fills"] }) {
  return (
    <Panel
      title="What it would fill"
      lead="Cases in the log of each competency, once a supervisor has confirmed all of it."
    >
      <DataTable
        caption="Competencies that it would fill"
        hideCaption
        rows={rows}
        rowKey={(row) => row.code}
        columns={[
          {
            key: "name",
            header: "Competency",
            heads: true,
            cell: (row) => (
              <>
                <span className="code">{row.code}</span> {row.name}
              </>
            ),
          },
          { key: "before", header: "Now", align: "number", cell: (row) => row.before },
          { key: "after", header: "Then", align: "number", cell: (row) => row.after },
          { key: "need", header: "Asked", align: "number", cell: (row) => row.need },
        ]}
      />
    </Panel>
  );
}
