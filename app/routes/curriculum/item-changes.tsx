import { DataTable } from "#app/components/data-table.tsx";
import { Panel } from "#app/components/panel.tsx";
import { Tag } from "#app/components/tag.tsx";
import type { releaseDiff } from "#app/operations/curriculum/show-releases.server.ts";

type Items = ReturnType<typeof releaseDiff>["items"];
type Item = Items[number];

const kinds = { added: "New", removed: "Gone", changed: null } as const;

/** What changes, item by item: numbers before and after with their basis, then everything else. */
export function ItemChanges({ items, from, to }: { items: Items; from: string; to: string }) {
  return (
    <Panel title="Item by item">
      {items.map((item) => (
        <section key={item.code} aria-labelledby={`item-${item.code}`}>
          <h3 id={`item-${item.code}`}>
            <Tag code>{item.code}</Tag> {item.name}
            {kinds[item.kind] && ` (${kinds[item.kind]})`}
          </h3>
          {item.figures.length > 0 && <Figures item={item} from={from} to={to} />}
          {item.others.length > 0 && <Others item={item} from={from} to={to} />}
        </section>
      ))}
    </Panel>
  );
}

function Figures({ item, from, to }: { item: Item; from: string; to: string }) {
  return (
    <DataTable
      caption={`Numbers of ${item.name} that change`}
      hideCaption
      rows={item.figures}
      rowKey={(row) => row.what}
      columns={[
        { key: "what", header: "Number", heads: true, cell: (row) => row.what },
        { key: "before", header: from, align: "number", cell: (row) => row.before ?? "none" },
        { key: "after", header: to, align: "number", cell: (row) => row.after ?? "none" },
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
            <a className="code" href={`#${source.key}`}>
              {source.key}
            </a>
          ),
        },
      ]}
    />
  );
}

function Others({ item, from, to }: { item: Item; from: string; to: string }) {
  return (
    <DataTable
      caption={`What else of ${item.name} changes`}
      rows={item.others}
      rowKey={(row) => row.path}
      columns={[
        { key: "path", header: "What", heads: true, cell: (row) => row.path },
        { key: "before", header: from, cell: (row) => row.before ?? "nothing" },
        { key: "after", header: to, cell: (row) => row.after ?? "nothing" },
      ]}
    />
  );
}
