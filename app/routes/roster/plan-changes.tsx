import { DataTable } from "#app/components/data-table.tsx";
import { spanWords } from "#app/components/moment.tsx";
import { Tag } from "#app/components/tag.tsx";

type Line = {
  readonly key: string;
  readonly kind: "added" | "changed" | "removed";
  readonly who: string;
  readonly as: string;
  readonly start: number;
  readonly end: number;
  readonly before: { readonly as: string; readonly start: number; readonly end: number } | null;
  readonly isSmall: boolean;
};

const words = { added: "Added", changed: "Changed", removed: "Removed" };

/** Added, changed and removed shifts, each as people read it; of a changed one also what it was. */
export function PlanChanges({
  caption,
  lines,
  more,
  zone,
  empty,
}: {
  caption: string;
  lines: readonly Line[];
  more: number;
  zone: string;
  empty: string;
}) {
  return (
    <>
      <DataTable
        caption={caption}
        rows={lines}
        rowKey={(row) => row.key}
        empty={empty}
        columns={[
          { key: "kind", header: "Change", cell: (row) => <Tag>{words[row.kind]}</Tag> },
          { key: "who", header: "Who", heads: true, cell: (row) => <b>{row.who}</b> },
          {
            key: "as",
            header: "As",
            cell: (row) => <Was now={row.as} before={row.before?.as ?? null} />,
          },
          {
            key: "when",
            header: "When",
            cell: ({ start, end, before, isSmall }) => (
              <>
                <Was
                  now={spanWords(start, end, zone)}
                  before={before && spanWords(before.start, before.end, zone)}
                />
                {isSmall && <span className="soft"> Telephone, reference or where it is cut</span>}
              </>
            ),
          },
        ]}
      />
      {more > 0 && <p className="soft">And {more} more.</p>}
    </>
  );
}

function Was({ now, before }: { now: string; before: string | null }) {
  if (before === null || before === now) return now;
  return (
    <span>
      <del>{before}</del>
      <br />
      <ins>{now}</ins>
    </span>
  );
}
