import { DataTable } from "#app/components/data-table.tsx";
import { spanWords } from "#app/components/moment.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import type { CompliancePage } from "./compliance.tsx";

type Told = {
  readonly share: string;
  readonly yes: string;
  readonly no: string;
  readonly unknown: string;
  readonly notAsked: string;
};

/** How long it was what, and the share that follows; times in hours and minutes. */
export function tallyColumns<Row>(of: (row: Row) => Told) {
  const column = (key: keyof Told, header: string, unit?: string) => ({
    key,
    header,
    align: "number" as const,
    cell: (row: Row) => of(row)[key],
    ...(unit ? { unit } : {}),
  });
  return [
    column("share", "Share met"),
    column("yes", "Met", "h:min"),
    column("no", "Not met", "h:min"),
    column("unknown", "Unknown", "h:min"),
    column("notAsked", "Not asked", "h:min"),
  ];
}

const groupWords = {
  answer: "Together",
  set: "Together",
  standard: "Together",
  rule: "Rule by rule",
};

/** Shares of the hours in which each was asked, as known then and now, and by part of the week. */
export function HoursMet({ rows, parts, unit, year }: CompliancePage) {
  type Row = (typeof rows)[number];
  const heads = {
    key: "rule",
    header: "What",
    heads: true,
    cell: (row: Row) => row.title,
  };
  const measured = rows.filter(({ measures }) => measures !== null);
  const byPart = rows.flatMap((row) => row.parts.map((each) => ({ ...each, title: row.title })));
  const partName = new Map(parts.map(({ part, name }) => [part, name]));
  return (
    <Panel
      title="Hours met, by rule"
      lead="A share is of the hours in which it was asked: what was met, by what was met, not met and unknown. Rules together are met while every one of them that is asked is met. What was learnt later stands in a column of its own: it changes nobody's answer of that night."
    >
      <div className="stack">
        <DataTable
          caption={`Hours met in ${year}`}
          hideCaption
          rows={rows}
          rowKey={(row) => row.id ?? "all"}
          groupOf={(row) => groupWords[row.kind]}
          columns={[
            heads,
            ...tallyColumns((row: Row) => row.told),
            {
              key: "later",
              header: "Share, as known now",
              align: "number",
              cell: (row) => row.later?.share ?? "–",
            },
          ]}
        />
        {measured.map(({ id, title, measures }) => (
          <p key={id}>
            <b>{title}</b>
            {`: ${measures}`}
          </p>
        ))}
        <DataTable
          caption="Share met by part of the week, as known then"
          rows={rows}
          rowKey={(row) => row.id ?? "all"}
          groupOf={(row) => groupWords[row.kind]}
          columns={[
            heads,
            ...parts.map(({ part, name }) => ({
              key: part,
              header: name,
              align: "number" as const,
              cell: (row: Row) => row.parts.find((each) => each.part === part)?.told.share ?? "–",
            })),
          ]}
        />
        <details>
          <summary>
            <b>Parts of the week in hours</b>, with what was unknown in each
          </summary>
          <DataTable
            caption="Hours by part of the week, as known then"
            hideCaption
            rows={byPart}
            rowKey={(row) => `${row.title} ${row.part}`}
            groupOf={(row) => row.title}
            columns={[
              {
                key: "part",
                header: "Part of the week",
                heads: true,
                cell: (row) => partName.get(row.part) ?? row.part,
              },
              ...tallyColumns((row: (typeof byPart)[number]) => row.told),
              {
                key: "later",
                header: "Share, as known now",
                align: "number",
                cell: (row) => row.later,
              },
            ]}
          />
        </details>
        <p>
          <a href={`/units/${unit.code}/compliance.csv?year=${year}`} download>
            These figures as CSV
          </a>
        </p>
      </div>
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
