import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { RadioGroup, TextArea } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { ReviewMark } from "#app/components/override-table.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { overrideRow } from "#app/http/override-rows.server.ts";
import {
  ReviewOverride,
  reviewOverride,
} from "#app/operations/coverage/override/review-override.server.ts";
import { showOverride } from "#app/operations/coverage/override/show-overrides.server.ts";

export const meta: MetaFunction = () => [{ title: "An override and its review · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = await showOverride(ctx, args.params.override ?? "");
  const line = orRefuse(ctx, args.request, found);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    unit: { code: line.unit.code, name: line.unit.name },
    row: overrideRow(line),
    justEnded: new URL(args.request.url).searchParams.has("ended"),
    review: line.review && { by: line.review.by, at: line.review.at, words: line.review.words },
    isLate: line.review !== null && line.review.at > line.reviewDueAt,
    mayReview: line.mayReview,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, ReviewOverride);
  if (!form.ok) return wrongFields(form);
  const done = await reviewOverride(ctx, args.params.override ?? "", form.value);
  if (!done.ok) return refusedField(ctx, done.refusal, form.typed);
  return redirect("/overrides?reviewed");
}

export default function Override() {
  const { frame, id, unit, row, review, isLate, mayReview, justEnded } =
    useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = typedIn(reply);
  const { zone } = row;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={`${row.doctor} took responsibility`}
        lead={`In ${unit.name}: ${row.reason}`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Overrides", to: `/units/${unit.code}/overrides` },
        ]}
        actions={
          row.mayEnd && (
            <ButtonLink to={`/overrides/${row.id}/end`} kind="destroy">
              End it now
            </ButtonLink>
          )
        }
      />
      {justEnded && row.endedBy && (
        <Notice kind="done">
          <p>It has ended, and stands beside no answer from now on.</p>
        </Notice>
      )}
      <Panel title="About it" meta={<ReviewMark {...row} />}>
        <KeyValues
          items={[
            { label: "From", value: momentWords(row.start, zone) },
            { label: "Up to", value: momentWords(row.end, zone) },
            ...endedEarly(row),
            { label: "Declared by", value: row.declaredBy },
            { label: "Reason", value: row.reason },
            { label: "Review due by", value: momentWords(row.reviewDueAt, zone) },
          ]}
        />
        <p>
          <a href={`/units/${unit.code}?at=${new Date(row.start).toISOString()}`}>
            The answer when it began
          </a>
        </p>
      </Panel>
      {review && (
        <Panel title="Review" meta={isLate ? "After it was due" : undefined}>
          <p>{review.words}</p>
          <p className="soft">
            {review.by}, {momentWords(review.at, zone)}
          </p>
        </Panel>
      )}
      {mayReview && (
        <Panel title="Your review" lead="It is recorded for good, in your name.">
          <Form method="post" className="form">
            <input type="hidden" name="id" value={typed.of("id", id)} />
            <RadioGroup
              name="outcome"
              label="Was it justified?"
              value={typed.of("outcome")}
              error={reply?.fields.outcome}
              required
              options={[
                { value: "justified", label: "Justified" },
                { value: "not_justified", label: "Not justified" },
              ]}
            />
            <TextArea
              name="words"
              label="Why, and what follows from it"
              hint="Nothing about a patient."
              value={typed.of("words")}
              error={reply?.fields.words}
              maxLength={1000}
              required
            />
            <div>
              <Button>Record the review</Button>
            </div>
          </Form>
        </Panel>
      )}
    </PersonalPage>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["row"];

function endedEarly({ endedBy, declaredUntil, zone }: Row) {
  if (endedBy === null) return [];
  return [
    { label: "Ended early by", value: endedBy },
    { label: "Had been declared up to", value: momentWords(declaredUntil, zone) },
  ];
}
