import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { findActivity } from "#app/domain/curriculum/release.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  ConfirmMaintenance,
  confirmMaintenance,
  maintenanceInbox,
} from "#app/operations/credential/confirm-maintenance.server.ts";

export const meta: MetaFunction = () => [{ title: "Cases of holders to confirm · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const cases = orRefuse(ctx, args.request, await maintenanceInbox(ctx));
  const roleName = (code: string) =>
    ctx.content.logRoles.find((each) => each.code === code)?.name ?? code;
  return {
    frame: await frameFor(ctx, args.request),
    done: new URL(args.request.url).searchParams.get("done"),
    cases: cases.map((each) => ({
      id: each.id,
      title: findActivity(ctx.content.current, each.activity)?.name ?? each.activity,
      holder: each.personName,
      day: dayWords(each.performedAt, "UTC"),
      role: roleName(each.role),
      simulated: each.simulated,
      proctored: each.proctored,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, ConfirmMaintenance);
  if (!form.ok) return wrongFields(form);
  const said = await confirmMaintenance(ctx, form.value);
  if (!said.ok) return refusedField(ctx, said.refusal, form.typed);
  return redirect(`/my/confirmations?done=${form.value.word}`);
}

const doneWords: Readonly<Record<string, string>> = {
  confirmed: "The case is confirmed and counts now",
  declined: "The case was declined; the holder sees your reason",
};

export default function MaintenanceInbox() {
  const { frame, done, cases } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="Nothing was said about the case yet" />
      <PageHeader
        title="Cases of holders to confirm"
        lead={cases.length === 0 ? "Nothing at the moment." : `${cases.length} to answer.`}
      />
      {done && doneWords[done] && <Notice kind="done" title={doneWords[done]} />}
      {cases.length === 0 && (
        <EmptyState title="Nothing waits for you" icon="eye">
          Cases that holders log to keep a credential, and that name you, appear here.
        </EmptyState>
      )}
      {cases.map((each) => (
        <CaseToConfirm key={each.id} entry={each} reply={reply} />
      ))}
    </PersonalPage>
  );
}

type Entry = ReturnType<typeof useLoaderData<typeof loader>>["cases"][number];

function CaseToConfirm({ entry, reply }: { entry: Entry; reply: Reply | undefined }) {
  const typed = typedIn(reply);
  const mine = typed.of("caseId") === entry.id;
  return (
    <Panel title={entry.title} id={`case-${entry.id}`}>
      <KeyValues
        items={[
          { label: "Holder", value: entry.holder },
          { label: "Day", value: entry.day },
          {
            label: "Part",
            value: entry.simulated ? `${entry.role}, simulated` : entry.role,
          },
          ...(entry.proctored
            ? [{ label: "Proctored", value: "You watched it, to restore what is short" }]
            : []),
        ]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="caseId" value={entry.id} />
        <input type="hidden" name="word" value="confirmed" />
        <Button wide icon="check">
          Confirm: it was so
        </Button>
      </Form>
      <details open={mine || undefined}>
        <summary>Decline it</summary>
        <Form method="post" className="form">
          <input type="hidden" name="caseId" value={entry.id} />
          <input type="hidden" name="word" value="declined" />
          <TextField
            name="reason"
            id={mine ? "reason" : `reason-${entry.id}`}
            label="Why it was not so"
            hint="Nothing about the patient."
            value={mine ? typed.of("reason") : undefined}
            error={mine ? reply?.fields.reason : undefined}
            maxLength={500}
            required
          />
          <div>
            <Button kind="secondary">Decline the case</Button>
          </div>
        </Form>
      </details>
    </Panel>
  );
}
