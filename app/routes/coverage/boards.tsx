import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { dayWords, momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PairingPanel } from "#app/components/pairing-panel.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import {
  type ScreenState,
  screenDaysMax,
  screenDaysUsual,
  screenState,
} from "#app/domain/coverage/board-device.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { pairingView } from "#app/http/pairing-view.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { AddScreen, addScreen } from "#app/operations/coverage/board/add-screen.server.ts";
import {
  RevokeScreen,
  revokeScreen,
  showScreens,
} from "#app/operations/coverage/board/revoke-screen.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Screens of ${data?.unit.name ?? "the unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = await showScreens(ctx, args.params.unit ?? "");
  const { unit, screens } = orRefuse(ctx, args.request, found);
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    id: uuidv7(),
    screens: screens.map((each) => ({ ...each, state: screenState(each, ctx.now) })),
  };
}

const Wish = z.discriminatedUnion("what", [
  AddScreen.extend({ what: z.literal("add") }),
  RevokeScreen.extend({ what: z.literal("revoke") }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  const form = await parseForm(args.request, Wish);
  if (!form.ok) return wrongFields(form);
  if (form.value.what === "revoke") {
    const done = await revokeScreen(ctx, unitCode, form.value);
    if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
    return redirect(`/units/${unitCode}/boards`);
  }
  const added = await addScreen(ctx, unitCode, form.value);
  if (!added.ok) return refusedForm(ctx, added.refusal, form.typed);
  const pairing = pairingView(ctx, added.value);
  return data({ pairing }, { headers: { "Cache-Control": "no-store" } });
}

export default function Boards() {
  const { frame, unit, views, screens, id } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const pairing = answer && "pairing" in answer ? answer.pairing : null;
  const reply = answer && !("pairing" in answer) ? answer : undefined;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title="Screens that show the board"
        lead="A screen on a wall shows this unit's board and nothing else. Nobody has to be signed in on it."
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
      />
      <UnitTabs code={unit.code} current="boards" views={views} />
      {pairing && <PairingPanel pairing={pairing} zone={unit.zone} />}
      {screens.length > 0 && (
        <Panel title="Screens">
          <ScreenTable screens={screens} zone={unit.zone} />
        </Panel>
      )}
      <Panel title="Add a screen" id="add">
        <AddForm key={id} id={id} reply={reply} />
      </Panel>
    </PersonalPage>
  );
}

type Screens = ReturnType<typeof useLoaderData<typeof loader>>["screens"];

const said: Record<ScreenState, string> = {
  waiting: "Waits for its code",
  missed: "Never paired",
  paired: "Shows the board",
  expired: "Expired",
  revoked: "Disconnected",
};

function ScreenTable({ screens, zone }: { screens: Screens; zone: string }) {
  return (
    <DataTable
      caption="Screens of this unit"
      hideCaption
      rows={screens}
      rowKey={(row) => row.id}
      columns={[
        { key: "name", header: "Screen", heads: true, cell: (row) => row.name },
        { key: "state", header: "State", cell: (row) => said[row.state] },
        {
          key: "seen",
          header: "Last seen",
          cell: (row) => (row.lastSeenAt === null ? "Never" : momentWords(row.lastSeenAt, zone)),
        },
        {
          key: "until",
          header: "Paired until",
          cell: (row) => (row.state === "paired" ? dayWords(row.expiresAt, zone) : ""),
        },
        {
          key: "change",
          header: "Change",
          cell: (row) =>
            (row.state === "paired" || row.state === "waiting") && (
              <Form method="post">
                <input type="hidden" name="what" value="revoke" />
                <input type="hidden" name="id" value={row.id} />
                <Button kind="destroy" aria-label={`Disconnect ${row.name}`}>
                  Disconnect
                </Button>
              </Form>
            ),
        },
      ]}
    />
  );
}

function AddForm({ id, reply }: { id: string; reply: Reply | undefined }) {
  const typed = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <Form method="post" className="form">
      <input type="hidden" name="what" value="add" />
      <input type="hidden" name="id" value={typed.of("id", id)} />
      <TextField
        name="name"
        label="Where it hangs"
        hint="As people on the unit call it, such as: corridor, bed 4."
        value={typed.of("name")}
        error={errors.name}
        maxLength={100}
        required
      />
      <TextField
        name="days"
        label="Stays paired for"
        type="number"
        inputMode="numeric"
        width="short"
        unit="days"
        min={1}
        max={screenDaysMax}
        value={typed.of("days", String(screenDaysUsual))}
        error={errors.days}
        required
      />
      <div>
        <Button>Add it and show the code</Button>
      </div>
    </Form>
  );
}
