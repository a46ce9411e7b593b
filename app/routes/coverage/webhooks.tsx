import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ShownOnce } from "#app/components/shown-once.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { hookView } from "#app/http/webhook-views.server.ts";
import { AddWebhook, addWebhook } from "#app/operations/coverage/webhook/keep-webhooks.server.ts";
import { showWebhooks } from "#app/operations/coverage/webhook/show-webhooks.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Webhooks of ${data?.unit.name ?? "a unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = await showWebhooks(ctx, args.params.unit ?? "");
  const { unit, hooks } = orRefuse(ctx, args.request, found);
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    hooks: hooks.map(hookView),
    hosts: ctx.settings.egressAllow ?? [],
    id: uuidv7(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, AddWebhook);
  if (!form.ok) return wrongFields(form);
  const added = await addWebhook(ctx, args.params.unit ?? "", form.value);
  if (!added.ok) return refusedField(ctx, added.refusal, form.typed);
  const headers = { "Cache-Control": "no-store" };
  return data({ secret: added.value.secret }, { headers });
}

export default function Webhooks() {
  const { frame, unit, views, hooks, hosts, id } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const added = answer && "secret" in answer ? answer : null;
  const reply = answer && !("secret" in answer) ? answer : undefined;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={`Webhooks of ${unit.name}`}
        lead="Another system is told within a minute when the answer turns, and when a gap turns up, comes nearer or closes. No names are sent."
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
      />
      <UnitTabs code={unit.code} current="webhooks" views={views} />
      {added && (
        <ShownOnce
          text={added.secret}
          again="If its secret is lost, open the webhook below and have it replaced."
        >
          <p>Its signing secret: with it the receiver checks that an event is from here.</p>
        </ShownOnce>
      )}
      {hooks.length === 0 ? (
        <EmptyState title="Nothing is sent anywhere" icon="settings">
          Add the address of a system below that should know of answers and gaps.
        </EmptyState>
      ) : (
        <Hooks hooks={hooks} unit={unit} />
      )}
      <Add id={added ? id : (typedIn(reply).of("id", id) ?? id)} reply={reply} hosts={hosts} />
    </PersonalPage>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Hooks({ hooks, unit }: Pick<Data, "hooks" | "unit">) {
  const stateOf = (hook: Data["hooks"][number]) =>
    hook.disabledAt === null ? "On" : `Off since ${momentWords(hook.disabledAt, unit.zone)}`;
  return (
    <DataTable
      caption="Webhooks"
      hideCaption
      rows={hooks}
      rowKey={(hook) => hook.id}
      columns={[
        {
          key: "url",
          header: "Address",
          heads: true,
          cell: (hook) => (
            <a href={`/units/${unit.code}/webhooks/${hook.id}`} className="code">
              {hook.url}
            </a>
          ),
        },
        { key: "state", header: "State", cell: stateOf },
        { key: "problem", header: "Last problem", cell: (hook) => hook.problem ?? "None" },
        { key: "made", header: "Added", cell: (hook) => momentWords(hook.createdAt, unit.zone) },
      ]}
    />
  );
}

function Add({ id, reply, hosts }: { id: string; reply: Reply | undefined; hosts: Data["hosts"] }) {
  const allowed =
    hosts.length > 0
      ? `Hosts that the operator allows: ${hosts.join(", ")}.`
      : "The operator allows no host yet (EGRESS_ALLOW), so nothing can be added.";
  return (
    <Panel
      title="Add a webhook"
      lead={
        <>
          {allowed} What is sent, and how it is checked:{" "}
          <a href="/api-guide#webhooks">guide to the interface</a>.
        </>
      }
    >
      <Form method="post" className="form" key={id}>
        <input type="hidden" name="id" value={id} />
        <TextField
          name="url"
          label="Address"
          hint="It begins with https://"
          type="url"
          value={typedIn(reply).of("url")}
          error={reply?.fields.url}
          required
        />
        <div>
          <Button>Add it</Button>
        </div>
      </Form>
    </Panel>
  );
}
