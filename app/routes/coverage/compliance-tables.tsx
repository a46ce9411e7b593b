import { DataTable } from "#app/components/data-table.tsx";
import { spanWords } from "#app/components/moment.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import type { CompliancePage } from "./compliance.tsx";

/** Each rule's share of the hours in which it was asked, as known then and now, and by part of the week. */
export function HoursMet({ rows, parts, unit, year }: CompliancePage) {
  type Row = (typeof rows)[number];
  const number = (key: string, header: string, cell: (row: Row) => string, of?: string) => ({
    key,
    header,
    align: "number" as const,
    cell,
    ...(of ? { unit: of } : {}),
  });
  return (
    <Panel
      title="Hours met, by rule"
      lead="Of the hours in which each was asked. What was learnt later stands in a column of its own: it changes nobody's answer of that night."
    >
      <DataTable
        caption={`Hours met in ${year}`}
        hideCaption
        rows={rows}
        rowKey={(row) => row.id ?? "all"}
        columns={[
          {
            key: "rule",
            header: "Rule",
            heads: true,
            cell: (row) => (row.id ? `${row.id}, ${row.title}` : row.title),
          },
          number("share", "Met, as known then", (row) => row.share),
          number("later", "Met, as known now", (row) => row.later),
          number("yes", "Met", (row) => row.yes, "h"),
          number("no", "Not met", (row) => row.no, "h"),
          number("unknown", "Unknown", (row) => row.unknown, "h"),
          number("not-asked", "Not asked", (row) => row.notAsked, "h"),
        ]}
      />
      <DataTable
        caption="Met by part of the week, as known then"
        rows={rows}
        rowKey={(row) => row.id ?? "all"}
        columns={[
          {
            key: "rule",
            header: "Rule",
            heads: true,
            cell: (row) => (row.id ? `${row.id}, ${row.title}` : row.title),
          },
          ...parts.map(({ part, name }) => number(part, name, (row) => row.parts[part] ?? "–")),
        ]}
      />
      <p>
        <a href={`/units/${unit.code}/compliance.csv?year=${year}`} download>
          These figures as CSV
        </a>
      </p>
    </Panel>
  );
}

/** When required rules were missed, and why; the first of them. */
export function Misses({ misses, missCount, unit, year }: CompliancePage) {
  const more = missCount - misses.length;
  return (
    <Panel title="Misses and their causes" lead="Of required rules, by what was known at the time.">
      <DataTable
        caption={`Misses in ${year}`}
        hideCaption
        rows={misses}
        rowKey={(row) => `${row.rule} ${row.start}`}
        empty="No required rule was ever missed."
        columns={[
          {
            key: "when",
            header: "When",
            heads: true,
            cell: (row) => spanWords(row.start, row.end, unit.zone),
          },
          { key: "rule", header: "Rule", cell: (row) => `${row.rule}, ${row.title}` },
          { key: "answer", header: "Answer", cell: (row) => <StateMark state={row.answer} /> },
          { key: "causes", header: "Cause", cell: (row) => <Causes causes={row.causes} /> },
          { key: "later", header: "As known now", cell: (row) => laterWords(row.laterMet) },
        ]}
      />
      {more > 0 && <p>{`And ${more} more, all of them in the CSV.`}</p>}
      <p>
        <a href={`/units/${unit.code}/misses.csv?year=${year}`} download>
          Every miss as CSV
        </a>
      </p>
    </Panel>
  );
}

const causesShown = 3;

function Causes({ causes }: { causes: readonly string[] }) {
  const [first, ...others] = causes;
  if (!first) return <span className="soft">No reason is on record.</span>;
  if (causes.length <= causesShown) {
    return causes.map((words) => <p key={words}>{words}</p>);
  }
  return (
    <>
      <p>{first}</p>
      <details>
        <summary>{`${others.length} more`}</summary>
        <ul>
          {others.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function laterWords(met: number | null): string {
  if (met === null) return "Not asked";
  if (met === 0) return "Not met";
  return met === 1 ? "Met" : "Met in part";
}
