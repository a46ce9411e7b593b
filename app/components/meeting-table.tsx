import { DataTable } from "./data-table.tsx";
import { momentWords } from "./moment.tsx";
import { StateMark } from "./state-mark.tsx";

export type MeetingRow = {
  readonly id: string;
  readonly programmeName: string;
  readonly timeZone: string;
  readonly heldAt: number;
  readonly fellows: number;
  readonly found: number;
  readonly isSigned: boolean;
};

/** Meetings of a committee, latest first. */
export function MeetingTable({
  meetings,
  now,
  empty,
}: {
  meetings: readonly MeetingRow[];
  now: number;
  empty?: string;
}) {
  return (
    <DataTable
      caption="Meetings, latest first"
      hideCaption
      rows={meetings}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        {
          key: "when",
          header: "Meeting",
          heads: true,
          cell: (row) => (
            <a href={`/committee/meetings/${row.id}`}>{momentWords(row.heldAt, row.timeZone)}</a>
          ),
        },
        { key: "programme", header: "Programme", cell: (row) => row.programmeName },
        {
          key: "found",
          header: "Fellows",
          cell: (row) => `${row.found} of ${row.fellows} spoken about`,
        },
        { key: "state", header: "Minutes", cell: (row) => <MinutesState row={row} now={now} /> },
      ]}
    />
  );
}

function MinutesState({ row, now }: { row: MeetingRow; now: number }) {
  if (row.isSigned) {
    return (
      <a href={`/committee/meetings/${row.id}/minutes`}>
        <StateMark state="satisfied" word="Signed" />
      </a>
    );
  }
  if (row.heldAt > now) return <StateMark state="prepared" word="Called" />;
  return <StateMark state="in_progress" word="Not signed" />;
}
