import { DataTable } from "#app/components/data-table.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { FileView, RowViews } from "#app/http/upload-view.server.ts";

/** What the file turned out to be. */
export function FileRead({ format, rows, notes }: FileView) {
  return (
    <Notice title={`${format}: ${rows} ${rows === 1 ? "row was" : "rows were"} read`}>
      {notes.length > 0 && (
        <ul>
          {notes.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** Rows that cannot be read: one is enough, and nothing is published. */
export function BadRows({ rows, more, code }: RowViews & { code: string }) {
  return (
    <Notice kind="error" title="Some rows cannot be published">
      <div className="stack" data-gap="small">
        <p>
          Put them right in the file and choose it again. If an assignment should mean something
          else, say so under <a href={`/units/${code}/roster/mapping`}>names and assignments</a>.
        </p>
        <DataTable
          caption="Rows to put right"
          hideCaption
          dense
          rows={rows}
          rowKey={(row) => `${row.line} ${row.field} ${row.words}`}
          columns={[
            {
              key: "line",
              header: "Where",
              heads: true,
              cell: (row) => `Line ${row.line}, ${row.field}`,
            },
            { key: "words", header: "What is wrong", cell: (row) => row.words },
          ]}
        />
        {more > 0 && <p className="soft">And {more} more.</p>}
      </div>
    </Notice>
  );
}
