import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { refusedForm } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { heldFeedView } from "#app/http/upload-view.server.ts";
import { readWords } from "#app/http/word-form.server.ts";
import { showHeldFeed } from "#app/operations/roster/feed/show-unit-feeds.server.ts";
import { confirmHeld, discardHeld, pullNow } from "#app/operations/roster/feed/tend-feed.server.ts";
import { mapWords } from "#app/operations/roster/mapping/map-words.server.ts";
import { publishableUnit } from "#app/operations/roster/plan-shifts.server.ts";
import { PlanChanges } from "./plan-changes.tsx";
import { PlanCounts } from "./plan-counts.tsx";
import { PlanConcerns } from "./upload-plan.tsx";
import { DutyFields, NameFields } from "./word-fields.tsx";

export const meta: MetaFunction = () => [{ title: "What does this feed say? · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { unit: unitCode = "", feed = "" } = args.params;
  const found = await showHeldFeed(ctx, unitCode, feed);
  if (!found.ok && found.refusal.code === "feed_not_held")
    throw redirect(`/units/${unitCode}/feeds`);
  const held = orRefuse(ctx, args.request, found);
  const { unit } = held;
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    source: held.feed.source,
    heldAt: held.feed.heldAt ?? ctx.now,
    ...(await heldFeedView(ctx, held)),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const { unit: unitCode = "", feed = "" } = args.params;
  const here = `/units/${unitCode}/feeds`;
  const form = await args.request.formData();
  const intent = form.get("intent");
  if (intent === "confirm") {
    const done = await confirmHeld(ctx, unitCode, feed, String(form.get("planHash") ?? ""));
    return done.ok ? redirect(`${here}?done=published`) : refusedForm(ctx, done.refusal, {});
  }
  if (intent === "discard") {
    const done = await discardHeld(ctx, unitCode, feed);
    return done.ok ? redirect(`${here}?done=kept`) : refusedForm(ctx, done.refusal, {});
  }
  const unit = orRefuse(ctx, args.request, await publishableUnit(ctx, unitCode));
  const { facts, fields, typed } = readWords(form, unit);
  if (Object.keys(fields).length > 0) return data({ fields, words: null, typed }, 422);
  const taught = await mapWords(ctx, unitCode, facts);
  if (!taught.ok) return refusedForm(ctx, taught.refusal, typed);
  const pulled = await pullNow(ctx, unitCode, feed);
  if (!pulled.ok) return refusedForm(ctx, pulled.refusal, {});
  return redirect(`${here}?done=${pulled.value.outcome}`);
}

export default function HeldFeed() {
  const { frame, unit, source, heldAt, plan, questions } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const known = typedIn(reply);
  const typed = (name: string, otherwise: string) => known.of(name, otherwise) ?? otherwise;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="Nothing was changed" />
      <PageHeader
        title={plan ? "Is this right?" : "What do these words mean?"}
        lead={`The feed ${source} of ${unit.name}, as it was read on ${momentWords(heldAt, unit.zone)}. Nothing of it is published yet.`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Feeds", to: `/units/${unit.code}/feeds` },
        ]}
      />
      {questions && (
        <Form method="post" className="stack">
          <Panel title="Words of the feed" lead="They are remembered, and the feed is read again.">
            <DutyFields
              duties={questions.duties}
              choices={questions.choices}
              {...{ typed, errors: reply?.fields ?? {} }}
            />
            <NameFields
              names={questions.names}
              choices={questions.choices}
              {...{ typed, errors: reply?.fields ?? {} }}
            />
          </Panel>
          <p>
            <Button name="intent" value="words" icon="check">
              Remember this and read it again
            </Button>
          </p>
        </Form>
      )}
      {plan && (
        <Panel title="What it would change">
          <PlanCounts counts={plan.counts} />
          <PlanConcerns plan={plan} zone={unit.zone} code={unit.code} />
          <Form method="post" className="cluster">
            <input type="hidden" name="planHash" value={plan.hash} />
            <Button name="intent" value="confirm" icon="check">
              Yes, publish exactly this
            </Button>
            <Button name="intent" value="discard" kind="secondary">
              No, keep the roster
            </Button>
            <ButtonLink to={`/units/${unit.code}/feeds`} kind="quiet">
              Decide later
            </ButtonLink>
          </Form>
          <PlanChanges
            caption="Shifts that would change"
            lines={plan.changes.lines}
            more={plan.changes.more}
            zone={unit.zone}
            empty="No shift would change."
          />
        </Panel>
      )}
      {!plan && !questions && (
        <Panel title="It cannot be read any more">
          <p>
            What was kept says nothing that could be published.{" "}
            <a href={`/units/${unit.code}/feeds`}>Read the feed again</a>.
          </p>
        </Panel>
      )}
    </PersonalPage>
  );
}
