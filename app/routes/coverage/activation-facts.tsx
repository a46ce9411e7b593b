import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import type { ActivationView } from "#app/http/activation-view.server.ts";

/** Seat by seat whether it was taken, and everybody who joined, with their minutes. */
export function ActivationTeam({
  call,
  zone,
  mayChange,
  leaveId,
}: {
  call: ActivationView;
  zone: string;
  mayChange: boolean;
  leaveId: string;
}) {
  return (
    <Panel title="The team in this call" lead={teamWords(call)}>
      <DataTable
        caption="Seats of this call"
        hideCaption
        rows={call.seats}
        rowKey={(row) => row.seat}
        columns={[
          {
            key: "taken",
            header: "Taken",
            cell: (row) => (
              <StateMark state={row.isFilled ? "yes" : "no"} word={row.isFilled ? "Yes" : "No"} />
            ),
          },
          { key: "seat", header: "Seat", heads: true, cell: (row) => row.title },
          { key: "within", header: "Within", cell: (row) => `${row.withinMinutes} min` },
        ]}
      />
      <Joined call={call} zone={zone} mayChange={mayChange} leaveId={leaveId} />
    </Panel>
  );
}

function teamWords({ isFull, fullAfterMinutes, inTime, people }: ActivationView): string {
  const count = `${people} ${people === 1 ? "person" : "people"} joined.`;
  if (!isFull) return `Not a full team. ${count}`;
  const late = inTime ? "every seat in time" : "not every seat in time";
  return `A full team after ${fullAfterMinutes} min, ${late}. ${count}`;
}

type JoinedProps = Parameters<typeof ActivationTeam>[0];

function Joined({ call, zone, mayChange, leaveId }: JoinedProps) {
  if (call.joined.length === 0) return <p className="soft">Nobody is recorded as joined yet.</p>;
  return (
    <DataTable
      caption="Who joined"
      rows={call.joined}
      rowKey={(row) => row.id}
      columns={[
        { key: "name", header: "Who", heads: true, cell: (row) => row.name },
        { key: "seat", header: "Seat", cell: (row) => row.seat },
        { key: "mode", header: "How", cell: (row) => row.mode },
        {
          key: "when",
          header: "After",
          cell: (row) =>
            `${row.minutes} min${row.inTime === false ? `, asked for within ${row.within}` : ""}`,
        },
        { key: "at", header: "At", cell: (row) => momentWords(row.joinedAt, zone) },
        ...(mayChange
          ? [
              {
                key: "change",
                header: "Change",
                cell: (row: ActivationView["joined"][number]) => (
                  <Form method="post">
                    <input type="hidden" name="what" value="leave" />
                    <input type="hidden" name="id" value={leaveId} />
                    <input type="hidden" name="joinedId" value={row.id} />
                    <Button kind="quiet" aria-label={`Take back: ${row.name}, ${row.seat}`}>
                      Take back
                    </Button>
                  </Form>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** What was considered, and what the unit's and the team's answers were at that instant. */
export function ActivationFacts({ call, zone }: { call: ActivationView; zone: string }) {
  const plan = (value: boolean | null) => (value === null ? "Not asked" : value ? "Yes" : "No");
  const { answers } = call;
  // Seats that this call did not ask for are open to nobody's harm.
  const open = answers.seats.filter(
    ({ seat, answer }) =>
      (answer === "no" || answer === "unknown") && call.seats.some((each) => each.seat === seat),
  );
  return (
    <>
      <Panel title="What it was for">
        <KeyValues
          items={[
            { label: "SCAI stage", value: call.scaiStage },
            { label: "Mechanical support", value: call.mcs },
            { label: "Which", value: call.devices.join(", ") || "None" },
            { label: "Plan to unload", value: plan(call.unloadingPlan) },
            { label: "Exit strategy", value: plan(call.exitStrategy) },
            { label: "Emergency path", value: call.emergency ? "Yes" : "No" },
            {
              label: "Recorded",
              value: `${momentWords(call.recordedAt, zone)}, ${call.recordedBy}`,
            },
          ]}
        />
        {call.reviews.map((each) => (
          <p key={each.id}>
            <b>{each.outcome}.</b> {each.words}{" "}
            <span className="soft">
              {each.by}, {momentWords(each.at, zone)}
              {each.isLate && ", later than asked for"}
            </span>
          </p>
        ))}
        {call.emergency && call.reviews.length === 0 && call.reviewDueAt !== null && (
          <p>To be reviewed by {momentWords(call.reviewDueAt, zone)}.</p>
        )}
      </Panel>
      <Panel title="The answers at that instant" lead="As they were given then, and kept.">
        <KeyValues
          items={[
            {
              label: "Was a qualified cardiologist on shift?",
              value: <StateMark state={answers.unit} />,
            },
            { label: "Could a full team join?", value: <StateMark state={answers.team} /> },
            {
              label: "Rules not met",
              value: answers.unmet.map(({ id }) => id).join(", ") || "None",
            },
            { label: "Seats open", value: open.map(({ title }) => title).join(", ") || "None" },
            { label: "Record entry", value: answers.ledgerSeq, code: true },
          ]}
        />
      </Panel>
    </>
  );
}
