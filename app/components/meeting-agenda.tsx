import type { FindingWord } from "#app/domain/signoff/meeting.ts";
import { DataTable } from "./data-table.tsx";
import { findingWords } from "./finding-words.ts";
import { StateMark } from "./state-mark.tsx";

export type AgendaRow = {
  readonly fellowshipId: string;
  readonly name: string;
  readonly part: number;
  readonly quorum: number;
  readonly conflicted: readonly string[];
  readonly finding: FindingWord | null;
  readonly hasDissent: boolean;
};

/**
 * Who is spoken about, in order, and what was found.
 *
 * @param base  Of the fellows' screens; null for whoever may not open them.
 */
export function MeetingAgenda({ rows, base }: { rows: readonly AgendaRow[]; base: string | null }) {
  return (
    <DataTable
      caption="Agenda"
      hideCaption
      rows={rows.map((row, i) => ({ ...row, nth: i + 1 }))}
      rowKey={(row) => row.fellowshipId}
      columns={[
        {
          key: "fellow",
          header: "Fellow",
          heads: true,
          cell: (row) => (
            <>
              {row.nth}.{" "}
              {base === null ? row.name : <a href={`${base}/${row.fellowshipId}`}>{row.name}</a>}
            </>
          ),
        },
        {
          key: "finding",
          header: "Found",
          cell: (row) => (
            <>
              <FindingMark finding={row.finding} />
              {row.hasDissent && <span className="soft"> with dissent</span>}
            </>
          ),
        },
        {
          key: "part",
          header: "Taking part",
          cell: (row) =>
            row.part < row.quorum ? `${row.part}, ${row.quorum} needed` : `${row.part}`,
        },
        {
          key: "conflict",
          header: "Conflict of interest",
          cell: (row) => row.conflicted.join(", ") || "None declared",
        },
      ]}
    />
  );
}

/** @param none  Said where nothing was found. */
export function FindingMark({
  finding,
  none = "Nothing yet",
}: {
  finding: FindingWord | null;
  none?: string;
}) {
  if (!finding) return <StateMark state="prepared" word={none} />;
  const { state, word } = findingWords[finding];
  return <StateMark state={state} word={word} />;
}
