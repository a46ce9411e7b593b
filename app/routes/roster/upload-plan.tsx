import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { DateTimeField, TextField } from "#app/components/field.tsx";
import { typedIn } from "#app/components/form-errors.tsx";
import { spanWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import type { PlanStep, UploadReply } from "#app/http/upload-step.server.ts";
import type { PlanView } from "#app/http/upload-view.server.ts";
import { PlanChanges } from "./plan-changes.tsx";
import { PlanCounts } from "./plan-counts.tsx";

type Unit = { readonly code: string; readonly zone: string };

/** What publishing would change, for which time, and what of it would not count. */
export function UploadPlan({
  step,
  reply,
  unit,
}: {
  step: PlanStep;
  reply: UploadReply | undefined;
  unit: Unit;
}) {
  const { plan } = step;
  return (
    <>
      {plan && (
        <Panel title="What it changes">
          <PlanCounts counts={plan.counts} />
          <PlanConcerns plan={plan} zone={unit.zone} code={unit.code} />
          {step.outside > 0 && (
            <p>
              {step.outside} {step.outside === 1 ? "shift lies" : "shifts lie"} outside the time
              below and {step.outside === 1 ? "is" : "are"} left out.
            </p>
          )}
        </Panel>
      )}
      <Panel
        title="For which time"
        lead="From the first shift of the file to the last, unless you change it. Within it the file replaces what this source said before."
      >
        <PlanFields step={step} reply={reply} zone={unit.zone} />
        <p className="cluster">
          {plan && (
            <>
              <input type="hidden" name="planHash" value={plan.hash} />
              <Button name="intent" value="commit" icon="check">
                Publish exactly this
              </Button>
            </>
          )}
          <Button name="intent" value="plan" kind="secondary">
            Show it again
          </Button>
          <ButtonLink to={`/units/${unit.code}/roster/upload`} kind="quiet">
            Choose another file
          </ButtonLink>
        </p>
      </Panel>
      {plan && (
        <Panel title="Shift by shift">
          <PlanChanges
            caption="Shifts that change"
            lines={plan.changes.lines}
            more={plan.changes.more}
            zone={unit.zone}
            empty="No shift changes. Publishing confirms that the roster is still right."
          />
        </Panel>
      )}
    </>
  );
}

function PlanFields({
  step,
  reply,
  zone,
}: {
  step: PlanStep;
  reply: UploadReply | undefined;
  zone: string;
}) {
  const typed = typedIn(reply);
  const field = (name: "from" | "to", label: string) => {
    const value = typed.of(name) || step[name];
    const asked = { name, label, value, error: reply?.fields[name], required: true };
    // A time that the clock shows twice is told apart by its offset, which no date field can hold.
    const isExact = /Z$|[+-]\d\d:\d\d$/.test(value);
    return isExact ? (
      <TextField {...asked} width="medium" code />
    ) : (
      <DateTimeField {...asked} zone={zone} />
    );
  };
  return (
    <div className="form">
      {field("from", "From")}
      {field("to", "Up to, but not including")}
      <input type="hidden" name="source" value={step.source} />
      {(step.plan?.reasonRequired || typed.of("reason")) && (
        <TextField
          name="reason"
          label="Reason"
          hint="Shifts that have begun would change. It stands with the publication."
          value={typed.of("reason")}
          error={reply?.fields.reason}
          maxLength={500}
        />
      )}
    </div>
  );
}

/** What of a plan would not count, or nobody can know yet. */
export function PlanConcerns({
  plan,
  zone,
  code,
}: {
  plan: Pick<
    PlanView,
    "unmatched" | "unqualified" | "unqualifiedMore" | "elsewhere" | "elsewhereMore"
  >;
  zone: string;
  code: string;
}) {
  const { unmatched, unqualified, unqualifiedMore, elsewhere, elsewhereMore } = plan;
  return (
    <>
      {unmatched.length > 0 && (
        <Notice kind="warn" title={`${unmatched.length} matched to nobody`}>
          <p>
            {unmatched.slice(0, 20).join("; ")}
            {unmatched.length > 20 && `; and ${unmatched.length - 20} more`}. Rules that they could
            meet become unknown. Say who a name is under{" "}
            <a href={`/units/${code}/roster/mapping`}>names and assignments</a>; a registration that
            nobody holds is entered by a registrar.
          </p>
        </Notice>
      )}
      {unqualified.length > 0 && (
        <Notice kind="warn" title={`${unqualified.length + unqualifiedMore} would not count`}>
          <p>These people hold nothing then that a rule asks of their role.</p>
          <Shifts caption="Shifts that would not count" rows={unqualified} zone={zone} />
          {unqualifiedMore > 0 && <p className="soft">And {unqualifiedMore} more.</p>}
        </Notice>
      )}
      {elsewhere.length > 0 && (
        <Notice kind="warn" title={`${elsewhere.length + elsewhereMore} in two places at once`}>
          <p>On site here and at a unit of another site: they would count in neither.</p>
          <Shifts caption="Shifts in two places at once" rows={elsewhere} zone={zone} />
          {elsewhereMore > 0 && <p className="soft">And {elsewhereMore} more.</p>}
        </Notice>
      )}
    </>
  );
}

type Line = PlanView["unqualified"][number] & { readonly unitCode?: string };

function Shifts({ caption, rows, zone }: { caption: string; rows: readonly Line[]; zone: string }) {
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: "who", header: "Who", heads: true, cell: (row) => <b>{row.who}</b> },
        { key: "as", header: "As", cell: (row) => `${row.as}, ${row.where}` },
        { key: "when", header: "When", cell: (row) => spanWords(row.start, row.end, zone) },
        ...(rows.some((row) => row.unitCode)
          ? [{ key: "unit", header: "Also at", cell: (row: Line) => row.unitCode }]
          : []),
      ]}
    />
  );
}
