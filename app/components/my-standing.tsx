import { DataTable } from "./data-table.tsx";
import { KeyValues } from "./key-values.tsx";
import { dayWords, spanWords } from "./moment.tsx";
import { Panel } from "./panel.tsx";
import { type StandingView, whyWords } from "./standing-words.ts";
import { type State, StateMark } from "./state-mark.tsx";

export type HeldView = StandingView & {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: "own" | "external" | "standing";
  readonly validUntil: number | null;
  readonly programme: string | null;
  readonly issued: boolean;
  readonly outside: {
    readonly source: string;
    readonly method: string;
    readonly verifiedAt: number;
    readonly reverifyBy: number | null;
  } | null;
  readonly reliedUpon: readonly {
    readonly unitCode: string;
    readonly unitName: string;
    readonly timeZone: string;
    readonly rules: readonly { readonly id: string; readonly title: string }[];
    readonly nextShift: { readonly start: number; readonly end: number } | null;
    readonly shifts: number;
  }[];
};

/** One credential: its state, why it counts or not, who relies on it, and what can be done about it. */
export function HeldPanel({ held, disputed }: { held: HeldView; disputed: boolean }) {
  const zone = held.timeZone;
  const state = (held.state ?? "prepared") as State;
  const unknown = held.counts === "unknown";
  return (
    <Panel
      title={`${held.name} (${held.code})`}
      meta={
        <StateMark
          state={unknown ? "unknown" : state}
          word={held.state === null ? "Not begun" : unknown ? "Check due" : undefined}
        />
      }
      lead={whyWords(held)}
      id={`held-${held.id}-${held.code}`}
    >
      <KeyValues
        items={[
          { label: "Valid from", value: dayWords(held.validFrom, zone) },
          {
            label: "Valid until",
            value: held.validUntil === null ? "Open" : dayWords(held.validUntil, zone),
          },
          ...(held.programme ? [{ label: "Attested by", value: held.programme }] : []),
          ...(held.outside ? outsideItems(held.outside, zone) : []),
        ]}
      />
      <Relied held={held} />
      <p className="cluster">
        {held.kind === "own" && held.issued && (
          <>
            <a href={`/credentials/${held.id}`}>Public page</a>
            <a href={`/credentials/${held.id}/vc`}>Signed credential</a>
            <a href={`/my/credentials/${held.id}/renewal`}>
              Renewal<span className="visually-hidden"> of {held.name}</span>
            </a>
          </>
        )}
        {held.kind !== "standing" &&
          (disputed ? (
            <span>You disputed this; a registrar will answer.</span>
          ) : (
            <a href={`/my/credentials/${held.id}/dispute`}>
              Dispute it<span className="visually-hidden">: {held.name}</span>
            </a>
          ))}
      </p>
    </Panel>
  );
}

function outsideItems(outside: NonNullable<HeldView["outside"]>, zone: string) {
  const { source, method, verifiedAt, reverifyBy } = outside;
  return [
    { label: "Source", value: `${source}, ${method}` },
    { label: "Recorded", value: dayWords(verifiedAt, zone) },
    {
      label: "Next check",
      value: reverifyBy === null ? "None: it is only attested" : dayWords(reverifyBy, zone),
    },
  ];
}

function Relied({ held }: { held: HeldView }) {
  if (held.reliedUpon.length === 0) return null;
  return (
    <DataTable
      caption={`Where ${held.name} is relied upon in the next 30 days`}
      rows={held.reliedUpon}
      rowKey={(row) => `${held.id}-${row.unitCode}`}
      columns={[
        { key: "unit", header: "Unit", heads: true, cell: (row) => row.unitName },
        {
          key: "next",
          header: "Your next shift",
          cell: (row) =>
            row.nextShift
              ? spanWords(row.nextShift.start, row.nextShift.end, row.timeZone)
              : "By your post",
        },
        { key: "shifts", header: "Shifts", cell: (row) => row.shifts },
        {
          key: "rules",
          header: "Rules that ask for it",
          cell: (row) => row.rules.map((each) => `${each.id} ${each.title}`).join("; "),
        },
      ]}
    />
  );
}

const licenceWords = {
  issued: "It counts.",
  expired: "It has ended: no credential counts at a unit of this jurisdiction.",
  unknown: "Its register could not be read: answers that need it are unknown.",
  not_begun: "It has not begun.",
} as const;
const licenceStates = {
  issued: "issued",
  expired: "expired",
  unknown: "unknown",
  not_begun: "prepared",
} as const satisfies Record<string, State>;

export type LicenceView = {
  readonly id: string;
  readonly jurisdiction: string;
  readonly state: keyof typeof licenceWords;
  readonly until: number | null;
  readonly source: string;
  readonly checkedAt: number;
};

/** Licences decide beside every credential: without one nothing counts in its jurisdiction. */
export function Licences({
  licences,
  disputed,
  zone,
}: {
  licences: readonly LicenceView[];
  /** Ids that can be disputed no further now; null where nobody disputes here. */
  disputed: readonly string[] | null;
  zone: string;
}) {
  return (
    <Panel
      title="Licences"
      lead="A credential counts at a unit only together with a licence in its jurisdiction."
    >
      <DataTable
        caption="Licences"
        hideCaption
        rows={licences}
        rowKey={(row) => row.id}
        empty="No licence is on record, so no credential counts at any unit."
        columns={[
          { key: "where", header: "Jurisdiction", heads: true, cell: (row) => row.jurisdiction },
          {
            key: "state",
            header: "State",
            cell: (row) => (
              <StateMark
                state={licenceStates[row.state]}
                word={row.state === "not_begun" ? "Not begun" : undefined}
              />
            ),
          },
          { key: "why", header: "What it means", cell: (row) => licenceWords[row.state] },
          {
            key: "until",
            header: "Until",
            cell: (row) => (row.until === null ? "Open" : dayWords(row.until, zone)),
          },
          {
            key: "source",
            header: "Source",
            cell: (row) => `${row.source}, ${dayWords(row.checkedAt, zone)}`,
          },
          ...(disputed
            ? [
                {
                  key: "dispute",
                  header: "Wrong?",
                  cell: (row: LicenceView) =>
                    disputed.includes(row.id) ? (
                      "Disputed"
                    ) : (
                      <a href={`/my/credentials/${row.id}/dispute`}>
                        Dispute it<span className="visually-hidden">: {row.jurisdiction}</span>
                      </a>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}
