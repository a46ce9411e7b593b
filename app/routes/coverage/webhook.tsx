import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ShownOnce } from "#app/components/shown-once.tsx";
import { deliveryKeptMs } from "#app/domain/coverage/gap/event.ts";
import { day } from "#app/domain/time/instant.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { deliveryView, hookView } from "#app/http/webhook-views.server.ts";
import {
  disableWebhook,
  resendDelivery,
  rotateSecret,
  testWebhook,
} from "#app/operations/coverage/webhook/keep-webhooks.server.ts";
import { showWebhook } from "#app/operations/coverage/webhook/show-webhooks.server.ts";

export const meta: MetaFunction = () => [{ title: "Webhook · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { unit = "", webhook = "" } = args.params;
  const found = orRefuse(ctx, args.request, await showWebhook(ctx, unit, webhook));
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: found.unit.code, name: found.unit.name, zone: found.unit.timeZone },
    hook: hookView(found.hook),
    deliveries: found.deliveries.map(deliveryView),
    done: new URL(args.request.url).searchParams.get("done"),
  };
}

const Wish = z.object({
  intent: z.enum(["test", "rotate", "disable", "resend"]),
  delivery: z.uuid().optional(),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, Wish);
  if (!form.ok) return wrongFields(form);
  const { unit = "", webhook = "" } = args.params;
  const { intent, delivery = "" } = form.value;
  if (intent === "rotate") {
    const turned = await rotateSecret(ctx, unit, webhook);
    if (!turned.ok) return refusedForm(ctx, turned.refusal, form.typed);
    return data({ secret: turned.value.secret }, { headers: { "Cache-Control": "no-store" } });
  }
  const deeds = {
    test: () => testWebhook(ctx, unit, webhook),
    disable: () => disableWebhook(ctx, unit, webhook),
    resend: () => resendDelivery(ctx, unit, webhook, delivery),
  };
  const done = await deeds[intent]();
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(`/units/${unit}/webhooks/${webhook}?done=${intent}`);
}

const said: Readonly<Record<string, string>> = {
  test: "A test event is on its way. Look again in some seconds.",
  resend: "The event is sent once more, under the same id.",
  disable: "Nothing more is sent to it.",
};

export default function WebhookPage() {
  const { frame, unit, hook, deliveries, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const turned = answer && "secret" in answer ? answer : null;
  const reply = answer && !("secret" in answer) ? answer : undefined;
  const isOn = hook.disabledAt === null;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title="Webhook"
        lead={<span className="code">{hook.url}</span>}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Webhooks", to: `/units/${unit.code}/webhooks` },
        ]}
      />
      {done && said[done] && !turned && !reply && <Notice kind="done">{said[done]}</Notice>}
      {turned && (
        <ShownOnce text={turned.secret} again="Have it replaced again.">
          <p>The secret before it signs nothing any more.</p>
        </ShownOnce>
      )}
      <KeyValues
        items={[
          { label: "Added", value: momentWords(hook.createdAt, unit.zone) },
          {
            label: "State",
            value:
              hook.disabledAt === null
                ? "On"
                : `Off since ${momentWords(hook.disabledAt, unit.zone)}`,
          },
          { label: "Last problem", value: hook.problem ?? "None" },
        ]}
      />
      {isOn && <Acts />}
      <Deliveries deliveries={deliveries} zone={unit.zone} isOn={isOn} />
    </PersonalPage>
  );
}

function Acts() {
  return (
    <Panel title="Change it">
      <div className="cluster">
        <Form method="post">
          <Button name="intent" value="test">
            Send a test event
          </Button>
        </Form>
        <Form method="post">
          <Button kind="secondary" name="intent" value="rotate">
            Replace the secret
          </Button>
        </Form>
        <Form method="post">
          <Button kind="destroy" name="intent" value="disable">
            Switch it off
          </Button>
        </Form>
      </div>
    </Panel>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Row = Data["deliveries"][number];

function Deliveries({
  deliveries,
  zone,
  isOn,
}: Pick<Data, "deliveries"> & { zone: string; isOn: boolean }) {
  return (
    <Panel
      title="What was sent"
      lead={`The last 50 events, the latest first. Each is kept for ${deliveryKeptMs / day} days after it was taken or given up.`}
    >
      <DataTable
        caption="Deliveries"
        hideCaption
        rows={deliveries}
        rowKey={(row) => row.id}
        empty="Nothing was sent yet."
        columns={[
          { key: "event", header: "Event", heads: true, cell: (row) => row.what },
          { key: "number", header: "Number", align: "number", cell: (row) => row.sequence },
          { key: "at", header: "Happened", cell: (row) => momentWords(row.createdAt, zone) },
          { key: "state", header: "State", cell: (row) => stateOf(row, zone) },
          { key: "reply", header: "Reply", cell: (row) => row.status ?? "–" },
          {
            key: "again",
            header: "Again",
            cell: (row) =>
              isOn &&
              row.dueAt === null && (
                <Form method="post">
                  <input type="hidden" name="delivery" value={row.id} />
                  <Button
                    kind="quiet"
                    name="intent"
                    value="resend"
                    aria-label={`Send event ${row.sequence} again`}
                  >
                    Send again
                  </Button>
                </Form>
              ),
          },
        ]}
      />
    </Panel>
  );
}

function stateOf({ deliveredAt, givenUpAt, dueAt, attempts, problem }: Row, zone: string): string {
  if (deliveredAt !== null) return `Taken ${momentWords(deliveredAt, zone)}`;
  const why = problem ?? "";
  if (givenUpAt !== null) return `Given up after ${attempts}. ${why}`;
  if (attempts === 0) return "On its way";
  return `${attempts} failed, next ${momentWords(dueAt ?? 0, zone)}. ${why}`;
}
