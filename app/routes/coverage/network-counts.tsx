import { DataTable } from "#app/components/data-table.tsx";
import { Panel } from "#app/components/panel.tsx";
import type { NetworkFilter, Tally } from "#app/domain/coverage/network.ts";

type Counted = { readonly key: string; readonly tally: Tally };

/** Counts first, each the way to its units: with thousands of units nobody reads a list. */
export function NetworkCounts({
  regions,
  tiers,
  chosen,
  tierNames,
}: {
  regions: readonly Counted[];
  tiers: readonly Counted[];
  chosen: NetworkFilter;
  tierNames: Readonly<Record<string, string>>;
}) {
  return (
    <>
      <Panel title={chosen.region ? `By tier in ${chosen.region}` : "By tier"}>
        <Counts
          caption="Units by tier and answer"
          head="Tier"
          rows={tiers}
          nameOf={(key) => tierNames[key] ?? key}
          to={(tier, answer) => addressOf({ region: chosen.region, tier, answer })}
        />
      </Panel>
      {!chosen.region && regions.length > 1 && (
        <Panel title="By region">
          <Counts
            caption="Units by region and answer"
            head="Region"
            rows={regions}
            nameOf={(key) => key}
            to={(region, answer) => addressOf({ region, answer })}
          />
        </Panel>
      )}
    </>
  );
}

function addressOf(filter: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return `/network?${new URLSearchParams(given)}`;
}

function Counts({
  caption,
  head,
  rows,
  nameOf,
  to,
}: {
  caption: string;
  head: string;
  rows: readonly Counted[];
  nameOf: (key: string) => string;
  to: (key: string, answer?: string) => string;
}) {
  const column = (answer: "no" | "unknown" | "yes", header: string) => ({
    key: answer,
    header,
    align: "number" as const,
    cell: ({ key, tally }: Counted) =>
      tally[answer] === 0 ? (
        <span className="soft">0</span>
      ) : (
        <a href={to(key, answer)} aria-label={`${nameOf(key)}, ${header}: ${tally[answer]}`}>
          {tally[answer]}
        </a>
      ),
  });
  return (
    <DataTable
      caption={caption}
      hideCaption
      narrow
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        {
          key: "name",
          header: head,
          heads: true,
          cell: ({ key }) => <a href={to(key)}>{nameOf(key)}</a>,
        },
        column("no", "No"),
        column("unknown", "Unknown"),
        column("yes", "Yes"),
        { key: "all", header: "Units", align: "number", cell: ({ tally }) => tally.all },
      ]}
    />
  );
}
