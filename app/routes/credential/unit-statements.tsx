import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { FormErrors, type Reply } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  StatePractice,
  statePractice,
  unitStatements,
} from "#app/operations/credential/state-practice.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Statements about practice, ${data?.unit.name ?? "unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = orRefuse(ctx, args.request, await unitStatements(ctx, args.params.unit ?? ""));
  const { id, code, name, timeZone } = shown.unit;
  return {
    frame: await frameFor(ctx, args.request),
    done: new URL(args.request.url).searchParams.has("done"),
    unit: { id, code, name },
    zone: timeZone,
    needed: shown.needed.map(({ said, ...each }) => ({
      ...each,
      statementId: uuidv7(),
      said: said && {
        openRestriction: said.openRestriction,
        by: said.statedByName,
        at: said.statedAt,
      },
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, StatePractice);
  if (!form.ok) return wrongFields(form);
  const done = await statePractice(ctx, form.value);
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(`/units/${args.params.unit}/statements?done=1`);
}

export default function UnitStatements() {
  const { frame, done, unit, zone, needed } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="Nothing was recorded" />
      <PageHeader
        title={`Statements about practice in ${unit.name}`}
        crumbs={[{ label: unit.name, to: `/units/${unit.code}` }]}
        lead="Whoever renews a credential needs the word of the head of a unit where they practise. The latest word stands."
      />
      {done && <Notice kind="done" title="Your statement is recorded" />}
      {needed.length === 0 && (
        <EmptyState title="Nobody here can renew a credential now" icon="credential">
          Holders who work here appear six months before a credential of theirs ends.
        </EmptyState>
      )}
      {needed.map((each) => (
        <Panel
          key={each.credentialId}
          title={`${each.personName}: ${each.name}`}
          lead={`Valid until ${dayWords(each.validUntil, zone)}.`}
          id={`about-${each.credentialId}`}
        >
          {each.said && (
            <p>
              <StateMark
                state={each.said.openRestriction ? "blocked" : "satisfied"}
                word={each.said.openRestriction ? "Open restriction" : "No open restriction"}
              />{" "}
              {each.said.by}, {dayWords(each.said.at, zone)}
            </p>
          )}
          <Form method="post" className="cluster">
            <input type="hidden" name="id" value={each.statementId} />
            <input type="hidden" name="unitId" value={unit.id} />
            <input type="hidden" name="personId" value={each.personId} />
            <input type="hidden" name="credentialCode" value={each.code} />
            <Button name="openRestriction" value="no">
              No open restriction
              <span className="visually-hidden">
                {" "}
                on {each.personName}, {each.name}
              </span>
            </Button>
            <Button name="openRestriction" value="yes" kind="secondary">
              There is an open restriction
              <span className="visually-hidden">
                {" "}
                on {each.personName}, {each.name}
              </span>
            </Button>
          </Form>
        </Panel>
      ))}
    </PersonalPage>
  );
}
