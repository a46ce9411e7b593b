import { DataTable } from "#app/components/data-table.tsx";
import { EvidenceMarks, type EvidenceView } from "#app/components/evidence-marks.tsx";
import { spanWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";

type Person = {
  readonly id: string;
  readonly name: string;
  readonly registration: string | null;
  readonly contact: string | null;
  readonly shifts: readonly {
    readonly id: string;
    readonly start: number;
    readonly end: number;
    readonly role: string;
    readonly presence: string;
    readonly assignment: string | null;
    /** On the roster of a hub, not here. */
    readonly isAtHub: boolean;
  }[];
  readonly credentials: readonly EvidenceView[];
};

/**
 * Everybody on duty or appointed: how to reach them, until when, and what they hold.
 * @param change  Where a shift is put right, up to its id; null for whoever may not.
 */
export function OnDuty({
  people,
  zone,
  change,
}: {
  people: readonly Person[];
  zone: string;
  change: string | null;
}) {
  if (people.every((person) => person.shifts.every((shift) => shift.isAtHub))) {
    return (
      <Notice kind="error" title="Nobody is on duty in this unit">
        <p>Call the unit, and put the roster right.</p>
      </Notice>
    );
  }
  return (
    <DataTable
      caption="People, how to reach them, and what they hold"
      hideCaption
      rows={people}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "name",
          header: "Name",
          heads: true,
          cell: (row) => (
            <span>
              <b>{row.name}</b>
              <br />
              <span className="code soft">{row.registration}</span>
            </span>
          ),
        },
        {
          key: "shifts",
          header: "Duty",
          cell: (row) => <Duty person={row} zone={zone} change={change} />,
        },
        { key: "contact", header: "Contact", cell: (row) => <Contact number={row.contact} /> },
        {
          key: "holds",
          header: "Holds",
          cell: (row) =>
            row.credentials.length > 0 ? (
              <EvidenceMarks held={row.credentials} zone={zone} />
            ) : (
              <span className="soft">Nothing that a rule asks for</span>
            ),
        },
      ]}
    />
  );
}

type DutyView = { person: Person; zone: string; change: string | null };

function Duty({ person, zone, change }: DutyView) {
  if (person.shifts.length === 0) return <span className="soft">Appointed, not on a shift</span>;
  return (
    <div>
      {person.shifts.map((shift) => (
        <div key={`${shift.start} ${shift.role} ${shift.presence} ${shift.assignment}`}>
          {shift.role}, {shift.presence}
          {shift.assignment && `, ${shift.assignment}`}
          <br />
          <span className="soft">{spanWords(shift.start, shift.end, zone)}</span>
          {change && !shift.isAtHub && (
            <>
              <br />
              <a className="tap" href={`${change}${shift.id}`}>
                Change<span className="visually-hidden"> {`${person.name}, ${shift.role}`}</span>
              </a>
            </>
          )}
        </div>
      ))}
    </div>
  );
}

export function Contact({ number }: { number: string | null }) {
  if (!number) return <span className="soft">No number given</span>;
  return <a href={`tel:${number.replace(/[^+\d]/g, "")}`}>{number}</a>;
}
