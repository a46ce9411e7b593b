import { DataTable } from "./data-table.tsx";
import { MaintenanceMeters, type MaintenanceView } from "./maintenance-meters.tsx";
import { dayWords } from "./moment.tsx";
import { Panel } from "./panel.tsx";
import { StateMark } from "./state-mark.tsx";

export type RenewalView = {
  readonly timeZone: string;
  readonly times: {
    readonly opensAt: number;
    readonly endsAt: number;
    readonly graceEndsAt: number;
  };
  readonly phase: "early" | "open" | "grace" | "over";
  readonly maintenance: readonly MaintenanceView[];
  readonly lines: readonly {
    readonly id: string;
    readonly kind: string;
    readonly title: string;
    readonly have: number;
    readonly need: number;
    readonly met: boolean;
  }[];
  readonly missing: number;
  readonly restored: boolean;
  readonly proctoredCases: number;
  readonly renewedBy: { readonly id: string; readonly validFrom: number } | null;
};

/** When it can be renewed, in one sentence. */
export function renewalWords({ phase, times, timeZone, renewedBy }: RenewalView): string {
  const on = (at: number) => dayWords(at, timeZone);
  if (renewedBy) return `Renewed: the next one begins on ${on(renewedBy.validFrom)}.`;
  switch (phase) {
    case "early":
      return `Its window opens on ${on(times.opensAt)}.`;
    case "open":
      return `Its window is open. Renewed by ${on(times.endsAt)}, there is no gap.`;
    case "grace":
      return `It ended on ${on(times.endsAt)} and does not count. It can be renewed until ${on(times.graceEndsAt)}; after that only a full reassessment leads back.`;
    case "over":
      return "It can no longer be renewed. A full reassessment leads to a new one, and it is no longer in the public register.";
  }
}

/** What renewing asks for, what is shown, what is missing. */
export function RenewalPanel({ view }: { view: RenewalView }) {
  return (
    <>
      <Panel title="Renewal" lead={renewalWords(view)}>
        <DataTable
          caption="What renewing it asks for"
          rows={view.lines}
          rowKey={(row) => row.id}
          columns={[
            { key: "what", header: "What", heads: true, cell: (row) => row.title },
            {
              key: "state",
              header: "State",
              cell: (row) => (
                <StateMark
                  state={row.met ? "satisfied" : "in_progress"}
                  word={row.met ? "Shown" : "Missing"}
                />
              ),
            },
            { key: "have", header: "Shown", cell: (row) => `${row.have} of ${row.need}` },
          ]}
        />
        {view.restored && (
          <p>
            Some of it is restored by proctored cases, so a local director of the device service
            signs as well.
          </p>
        )}
      </Panel>
      <Panel
        title="Cases that keep it"
        lead={`Confirmed cases, weighted by role as in the log. Where some are short, ${view.proctoredCases} proctored cases since the window opened restore a competency.`}
      >
        <MaintenanceMeters lines={view.maintenance} />
      </Panel>
    </>
  );
}
