import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import type { ComparedView, ReceiptView } from "#app/http/receipt-form.server.ts";

type Checked = ReceiptView & {
  readonly receipt: string;
  readonly compared: ComparedView | null;
  readonly mayCompare: boolean;
};

/** What a receipt says, by whose key, and how it compares with the record. */
export function CheckedReceiptPanels(checked: Checked) {
  const { unit, at, knownAt, holdsUntil } = checked;
  const words = (instant: number | null) =>
    instant === null ? "no end is known" : momentWords(instant, unit.timeZone);
  return (
    <>
      <Panel title="What was said">
        <p>
          <StateMark state={checked.answer} size="large" />
        </p>
        <KeyValues
          items={[
            { label: "Unit", value: `${unit.name} (${unit.code})` },
            { label: "Tier", value: checked.tier },
            { label: "At", value: words(at) },
            {
              label: "As the record stood",
              value: `${words(knownAt)}, entry ${checked.ledgerSeq}`,
            },
            { label: "Held until", value: words(holdsUntil) },
            { label: "Curriculum", value: checked.contentRelease },
            { label: "Signed with", value: checked.kid, code: true },
            {
              label: "That key",
              value: checked.isInUse ? "signs today" : "is retired, and still vouches",
            },
          ]}
        />
        {checked.override && (
          <Notice kind="info">
            <p>{`${checked.override.doctor.name} had taken responsibility: ${checked.override.reason}`}</p>
          </Notice>
        )}
        <RulesSaid rules={checked.rules} />
      </Panel>
      <AgainstTheRecord {...checked} />
      <Panel title="Word for word">
        <details>
          <summary>The answer that was signed</summary>
          <pre className="signed-text">{checked.text}</pre>
        </details>
      </Panel>
    </>
  );
}

function RulesSaid({ rules }: Pick<ReceiptView, "rules">) {
  return (
    <DataTable
      caption="Rules, as they were answered"
      rows={rules}
      rowKey={(rule) => rule.id}
      columns={[
        { key: "id", header: "Rule", heads: true, cell: (rule) => `${rule.id} ${rule.title}` },
        { key: "answer", header: "Answer", cell: (rule) => <StateMark state={rule.answer} /> },
        {
          key: "by",
          header: "By whom, or why not",
          cell: (rule) => (rule.metBy.length > 0 ? rule.metBy.join(", ") : rule.reasons.join(" ")),
        },
      ]}
    />
  );
}

function AgainstTheRecord({ compared, mayCompare, receipt, unit }: Checked) {
  return (
    <Panel
      title="Against the record"
      lead="The question is answered again from what the record held through that entry, and compared byte for byte."
    >
      {compared && <Compared {...compared} />}
      {mayCompare ? (
        <Form method="post" reloadDocument>
          <input type="hidden" name="receipt" value={receipt} />
          <Button type="submit" name="intent" value="recompute" kind="secondary">
            Recompute from the record
          </Button>
        </Form>
      ) : (
        <p>
          Whoever may ask about {unit.name} can have this done:{" "}
          <a href="/login?to=%2Freceipts%2Fverify">sign in</a> first.
        </p>
      )}
    </Panel>
  );
}

function Compared(compared: ComparedView) {
  if ("words" in compared) {
    return (
      <Notice kind="warn" title="Not compared">
        <p>{compared.words}</p>
      </Notice>
    );
  }
  const { differences } = compared;
  if (differences.length === 0) {
    return (
      <Notice kind="done" title="The record gives the same answer">
        <p>Byte for byte: nothing in it was altered since, on either side.</p>
      </Notice>
    );
  }
  return (
    <>
      <Notice kind="warn" title="The record gives another answer today">
        <p>
          Names, telephone numbers and wording may have been corrected since. A rule or an answer
          that differs is a fault: report it.
        </p>
      </Notice>
      <DataTable
        caption="Where they differ"
        rows={differences}
        rowKey={(each) => each.pointer}
        columns={[
          {
            key: "where",
            header: "Where",
            heads: true,
            cell: (each) => <code>{each.pointer}</code>,
          },
          { key: "given", header: "In the receipt", cell: (each) => each.given ?? "nothing" },
          { key: "found", header: "From the record", cell: (each) => each.found ?? "nothing" },
        ]}
      />
    </>
  );
}
