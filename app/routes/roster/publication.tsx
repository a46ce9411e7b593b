import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { changeLines } from "#app/http/plan-lines.server.ts";
import { explain } from "#app/http/problem.server.ts";
import { mayPublish } from "#app/http/unit-views.server.ts";
import { showPublication } from "#app/operations/roster/publication-history.server.ts";
import { planUndo, undoPublication } from "#app/operations/roster/undo-publication.server.ts";
import { PlanChanges } from "./plan-changes.tsx";
import { PlanCounts } from "./plan-counts.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `What was published for ${data?.unit.name ?? "a unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { unit: unitCode = "", publication: publicationId = "" } = args.params;
  const found = await showPublication(ctx, unitCode, publicationId);
  const { unit, entry, by, plan, later, wasCovered, nameOf } = orRefuse(ctx, args.request, found);
  const may = mayPublish(ctx, unit);
  const undo = may ? await planUndo(ctx, { unitCode, publicationId }) : null;
  const back = undo?.ok && !("rows" in undo.value) ? undo.value : null;
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    entry: {
      ...{ id: entry.id, source: entry.source, reason: entry.reason, by },
      ...{ at: entry.recordedAt, seq: entry.entrySeq, hash: entry.planHash },
      start: entry.period.start,
      end: entry.period.end,
    },
    counts: plan.counts,
    ...changeLines(ctx, plan, nameOf),
    later: later.map((each) => ({ id: each.id, at: each.recordedAt, by: each.by })),
    wasCovered,
    undone: new URL(args.request.url).searchParams.has("undone"),
    mayUndo: may,
    whyNot: undo && !undo.ok ? explain(ctx, undo.refusal) : null,
    undo: back && {
      hash: back.planHash,
      counts: back.plan.counts,
      ...changeLines(ctx, back.plan, nameOf),
    },
  };
}

const Sent = z.object({
  reason: z.string().trim().min(1).max(500),
  planHash: z.string().optional(),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const { unit: unitCode = "", publication: publicationId = "" } = args.params;
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const { reason, planHash: expected = null } = form.value;
  const done = await undoPublication(ctx, { unitCode, publicationId, reason, expected });
  if (!done.ok) return refusedField(ctx, done.refusal, form.typed);
  if ("rows" in done.value) return refusedForm(ctx, { code: "plan_changed" }, form.typed);
  return redirect(`/units/${unitCode}/roster/history/${publicationId}?undone`);
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Publication() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const { unit, entry, counts, lines, more, undone } = page;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={useActionData<typeof action>()} />
      <PageHeader
        title="What was published"
        lead={`For ${unit.name}, by ${entry.by}, ${momentWords(entry.at, unit.zone)}.`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "History", to: `/units/${unit.code}/roster/history` },
        ]}
      />
      {undone && (
        <Notice kind="done">
          <p>Undone. The roster says again what it said before; the next answer uses it.</p>
        </Notice>
      )}
      <Panel title="About it">
        <KeyValues
          items={[
            { label: "From", value: momentWords(entry.start, unit.zone) },
            { label: "Up to", value: momentWords(entry.end, unit.zone) },
            { label: "Source", value: entry.source, code: true },
            { label: "Reason", value: entry.reason ?? "None was needed" },
            { label: "Record entry", value: String(entry.seq), code: true },
            { label: "Plan", value: entry.hash.slice(0, 16), code: true },
          ]}
        />
      </Panel>
      <Panel title="What it changed" lead="Against what its source had said before.">
        <PlanCounts counts={counts} />
        <PlanChanges
          caption="Shifts that changed"
          {...{ lines, more }}
          zone={unit.zone}
          empty="No shift changed."
        />
        <p>
          <a href={`/units/${unit.code}/roster/history/${entry.id}/diff.csv`} download>
            These changes as CSV
          </a>
        </p>
      </Panel>
      {page.mayUndo && <Undo {...page} />}
    </PersonalPage>
  );
}

function Undo({ unit, undo, later, wasCovered, whyNot }: Omit<Data, "frame">) {
  const reply = useActionData<typeof action>();
  if (!undo) return whyNot ? <p className="soft">{whyNot}</p> : null;
  const { counts, lines, more, hash } = undo;
  const isOver = later.length > 0;
  return (
    <Panel
      id="undo"
      title="Undo it"
      lead="It publishes again what its source said before. What was known until now stays known as it was."
    >
      {isOver && (
        <Notice kind="warn" title="Something was published over it since">
          <p>
            Undoing it takes that back as well, for this time:{" "}
            {later.map((each, i) => (
              <span key={each.id}>
                {i > 0 && "; "}
                <a href={`/units/${unit.code}/roster/history/${each.id}`}>
                  {momentWords(each.at, unit.zone)}
                </a>
                , {each.by}
              </span>
            ))}
            .
          </p>
        </Notice>
      )}
      {!wasCovered && (
        <Notice kind="warn">
          <p>
            For a part of this time nothing had been published before. What is published cannot be
            unsaid: nobody will stand there, so the answer is no and not unknown.
          </p>
        </Notice>
      )}
      <PlanCounts counts={counts} />
      <PlanChanges
        caption="Shifts that would change now"
        {...{ lines, more }}
        zone={unit.zone}
        empty="No shift changes."
      />
      <Form method="post" className="form">
        <input type="hidden" name="planHash" value={hash} />
        <TextField
          name="reason"
          label="Reason"
          hint="Such as: uploaded for the wrong unit."
          value={typedIn(reply).of("reason")}
          error={reply?.fields.reason}
          maxLength={500}
          required
        />
        <div>
          <Button kind={isOver ? "destroy" : "primary"}>
            {isOver ? "Undo it all the same, exactly so" : "Undo it, exactly so"}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
