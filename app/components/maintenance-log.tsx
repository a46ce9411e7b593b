import { Form } from "@remix-run/react";
import { Button } from "./button.tsx";
import { DataTable } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import { StateMark } from "./state-mark.tsx";

export type LoggedRow = {
  readonly id: string;
  readonly withdrawalId: string;
  readonly title: string;
  readonly day: string;
  readonly role: string;
  readonly simulated: boolean;
  readonly proctored: boolean;
  readonly confirmer: string;
  readonly outcome: "confirmed" | "declined" | null;
  readonly reason: string | null;
};

function Outcome({ row }: { row: LoggedRow }) {
  if (row.outcome === "confirmed") return <StateMark state="satisfied" word="Confirmed" />;
  if (row.outcome === "declined") {
    return (
      <span>
        <StateMark state="blocked" word="Declined" /> {row.reason}
      </span>
    );
  }
  return <StateMark state="in_progress" word="Waits" />;
}

/** What was logged for keeping credentials, each with whoever confirms it. */
export function LoggedMaintenance({ rows }: { rows: readonly LoggedRow[] }) {
  return (
    <Panel title="What you logged">
      <DataTable
        caption="Maintenance cases"
        hideCaption
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "what", header: "What", heads: true, cell: (row) => row.title },
          { key: "day", header: "Day", cell: (row) => row.day },
          {
            key: "part",
            header: "Your part",
            cell: (row) =>
              [row.role, row.simulated && "simulated", row.proctored && "proctored"]
                .filter(Boolean)
                .join(", "),
          },
          { key: "by", header: "Confirmed by", cell: (row) => row.confirmer },
          { key: "state", header: "State", cell: (row) => <Outcome row={row} /> },
          {
            key: "change",
            header: "Change",
            cell: (row) => (
              <Form method="post">
                <input type="hidden" name="step" value="withdraw" />
                <input type="hidden" name="id" value={row.withdrawalId} />
                <input type="hidden" name="caseId" value={row.id} />
                <Button kind="quiet">
                  Take back
                  <span className="visually-hidden">
                    {" "}
                    {row.title}, {row.day}
                  </span>
                </Button>
              </Form>
            ),
          },
        ]}
      />
    </Panel>
  );
}
