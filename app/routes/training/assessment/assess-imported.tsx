import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { releaseOf } from "#app/domain/content.ts";
import { findActivity } from "#app/domain/curriculum/release.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showImported } from "#app/operations/training/transfer/show-import.server.ts";
import {
  batchMax,
  VerifyImported,
  verifyImported,
} from "#app/operations/training/transfer/verify-imported.server.ts";

export const meta: MetaFunction = () => [{ title: "Past cases to confirm · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const batches = orRefuse(ctx, args.request, await showImported(ctx));
  const params = new URL(args.request.url).searchParams;
  const roleOf = new Map(ctx.content.logRoles.map((each) => [each.code, each.name]));
  return {
    frame: await frameFor(ctx, args.request),
    confirmed: params.get("confirmed"),
    declined: Number(params.get("declined") ?? 0),
    batches: batches.map(({ fellowship, cases }) => {
      const release = releaseOf(ctx.content, fellowship.release);
      return {
        fellowshipId: fellowship.id,
        fellowName: fellowship.fellowName,
        waiting: cases.length,
        cases: cases.slice(0, batchMax).map((each) => ({
          id: each.id,
          title: findActivity(release, each.activity)?.name ?? each.activity,
          role: roleOf.get(each.role) ?? each.role,
          day: dayWords(each.performedAt, fellowship.timeZone),
        })),
      };
    }),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, VerifyImported);
  if (!form.ok) return wrongFields(form);
  const verified = await verifyImported(ctx, form.value);
  if (!verified.ok) return refusedField(ctx, verified.refusal, form.typed);
  const { confirmed, declined } = verified.value;
  return redirect(`/assess/imported?confirmed=${confirmed}&declined=${declined}`);
}

type Batch = ReturnType<typeof useLoaderData<typeof loader>>["batches"][number];
type Reply = ReturnType<typeof useActionData<typeof action>>;

export default function AssessImported() {
  const { frame, confirmed, declined, batches } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={{ reason: "Why" }} title="Nothing was answered yet" />
      <PageHeader
        title="Past cases to confirm"
        lead="Fellows brought these in from an earlier logbook and name you as the one who can say that it was so."
        crumbs={[{ label: "To assess", to: "/assess" }]}
      />
      {confirmed !== null && (
        <Notice kind="done" title={`${confirmed} confirmed, ${declined} declined`} />
      )}
      {batches.length === 0 ? (
        <EmptyState title="No past case waits for you" icon="log">
          Cases that fellows bring in from an earlier logbook appear here when they name you.
        </EmptyState>
      ) : (
        batches.map((batch) => <OneBatch key={batch.fellowshipId} batch={batch} reply={reply} />)
      )}
    </PersonalPage>
  );
}

function OneBatch({ batch, reply }: { batch: Batch; reply: Reply }) {
  const own = typedIn(reply).of("fellowshipId") === batch.fellowshipId ? reply : undefined;
  const marked = typedIn(own).all("declined");
  const { fellowshipId, fellowName, waiting, cases } = batch;
  return (
    <Panel
      title={fellowName}
      lead={
        waiting > cases.length
          ? `${waiting} wait for you; these are the first ${cases.length}. Mark those that were not so.`
          : `${waiting} wait for you. Mark those that were not so.`
      }
    >
      <Form method="post" className="stack">
        <input type="hidden" name="fellowshipId" value={fellowshipId} />
        {cases.map(({ id }) => (
          <input key={id} type="hidden" name="shown[]" value={id} />
        ))}
        <DataTable
          caption={`Past cases of ${fellowName}`}
          hideCaption
          rows={cases}
          rowKey={(row) => row.id}
          columns={[
            { key: "title", header: "Case", heads: true, cell: (row) => row.title },
            { key: "day", header: "Day", cell: (row) => row.day },
            { key: "role", header: "Their part", cell: (row) => row.role },
            {
              key: "declined",
              header: "Was not so",
              cell: (row) => (
                <label className="tick">
                  <input
                    type="checkbox"
                    name="declined[]"
                    value={row.id}
                    defaultChecked={marked.includes(row.id)}
                  />
                  <span className="visually-hidden">
                    {row.title}, {row.day}, was not so
                  </span>
                </label>
              ),
            },
          ]}
        />
        <TextField
          name="reason"
          label="Why the marked ones were not so"
          hint="The fellow reads it. Needed only where you marked any."
          value={typedIn(own).of("reason")}
          error={own?.fields.reason}
          maxLength={500}
          required={false}
        />
        <div>
          <Button icon="check">
            {cases.length === 1
              ? "Answer this case"
              : `Confirm all ${cases.length} but those marked`}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
