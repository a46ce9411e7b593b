import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { FormErrors, type Reply } from "#app/components/form-errors.tsx";
import { MaintenanceForm } from "#app/components/maintenance-form.tsx";
import { LoggedMaintenance } from "#app/components/maintenance-log.tsx";
import { MaintenanceMeters } from "#app/components/maintenance-meters.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { findActivity } from "#app/domain/curriculum/release.ts";
import { orRefuse, type PersonContext, personContextFor } from "#app/http/context.server.ts";
import { today } from "#app/http/dates.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  LogMaintenance,
  logMaintenance,
  WithdrawMaintenance,
  withdrawMaintenance,
} from "#app/operations/credential/log-maintenance.server.ts";
import {
  type MyMaintenance,
  myMaintenance,
} from "#app/operations/credential/show-maintenance.server.ts";

export const meta: MetaFunction = () => [{ title: "Keep your credentials · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await myMaintenance(ctx));
  return {
    frame: await frameFor(ctx, args.request),
    done: new URL(args.request.url).searchParams.get("done"),
    id: uuidv7(),
    credentials: found.credentials.map(({ maintenance, ...each }) => ({
      ...each,
      met: maintenance.filter((line) => line.met).length,
      asked: maintenance.length,
      behind: maintenance.some((line) => line.behind),
    })),
    kept: oncePerCompetency(found.credentials),
    form: formOf(ctx, found),
    logged: found.logged.map((each) => ({
      id: each.id,
      withdrawalId: uuidv7(),
      title: findActivity(ctx.content.current, each.activity)?.name ?? each.activity,
      day: dayWords(each.performedAt, found.timeZone),
      role: roleName(ctx, each.role),
      simulated: each.simulated,
      proctored: each.proctored,
      confirmer: each.confirmerName,
      outcome: each.outcome,
      reason: each.reason,
    })),
  };
}

/** Several credentials ask for the same cases; whoever is behind with one is told so first. */
function oncePerCompetency(credentials: MyMaintenance["credentials"]) {
  const found = new Map<string, MyMaintenance["credentials"][number]["maintenance"][number]>();
  for (const line of credentials.flatMap((each) => each.maintenance)) {
    const before = found.get(line.competency);
    found.set(line.competency, { ...line, behind: line.behind || before?.behind === true });
  }
  const rank = (line: { behind: boolean; met: boolean }) => (line.behind ? 0 : line.met ? 2 : 1);
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}

function roleName({ content }: PersonContext, code: string): string {
  return content.logRoles.find((each) => each.code === code)?.name ?? code;
}

/** The last case is what the next one is most likely to be. */
function formOf(ctx: PersonContext, { activities, confirmers, logged, timeZone }: MyMaintenance) {
  const [last] = logged;
  return {
    activities: activities.map(({ code, name, kind }) => ({
      value: code,
      label: kind === "simulation" ? `${name} (simulation)` : name,
    })),
    confirmers: confirmers.map(({ id, name }) => ({ value: id, label: name })),
    roles: ctx.content.logRoles.map(({ code, name }) => ({ value: code, label: name })),
    today: today(ctx, timeZone),
    last: last
      ? { activity: last.activity, role: last.role, confirmerId: last.confirmerId }
      : { activity: undefined, role: "primary", confirmerId: undefined },
  };
}

const Sent = z.discriminatedUnion("step", [
  LogMaintenance.extend({ step: z.literal("log") }),
  WithdrawMaintenance.extend({ step: z.literal("withdraw") }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const sent = form.value;
  const done =
    sent.step === "log" ? await logMaintenance(ctx, sent) : await withdrawMaintenance(ctx, sent);
  if (!done.ok) return refusedField(ctx, done.refusal, form.typed);
  return redirect(`/my/maintenance?done=${sent.step}`);
}

const doneWords: Readonly<Record<string, string>> = {
  log: "Logged. It counts once it is confirmed",
  withdraw: "Taken back. It counts no longer",
};

export default function Maintenance() {
  const { frame, done, id, credentials, kept, form, logged } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  const behind = credentials.filter((each) => each.behind);
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="Nothing was logged yet"
        labels={{ activity: "What", day: "Day", role: "Your part", confirmerId: "Confirmed by" }}
      />
      <PageHeader
        title="Keep your credentials"
        crumbs={[{ label: "Your standing", to: "/my/credentials" }]}
        lead="Log what you do after training. Confirmed cases count by themselves, those of your own log as a fellow too."
      />
      {done && doneWords[done] && <Notice kind="done" title={doneWords[done]} />}
      {behind.length > 0 && (
        <Notice kind="warn" title="Half of a period is over, with less than half of its cases">
          {behind.map((each) => each.name).join(", ")}
        </Notice>
      )}
      {credentials.length === 0 ? (
        <EmptyState title="Nothing to keep up" icon="credential">
          Once you hold a credential, what keeps it appears here.
        </EmptyState>
      ) : (
        <Panel title="One more case">
          <MaintenanceForm id={id} {...form} reply={reply} />
        </Panel>
      )}
      {kept.length > 0 && (
        <Panel
          title="What you keep up"
          lead={`${kept.filter((each) => each.met).length} of ${kept.length} met. One case counts for every credential that asks for it.`}
        >
          <MaintenanceMeters lines={kept} />
        </Panel>
      )}
      {credentials.length > 0 && <Kept credentials={credentials} />}
      {logged.length > 0 && <LoggedMaintenance rows={logged} />}
    </PersonalPage>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

function Kept({ credentials }: Pick<Page, "credentials">) {
  return (
    <Panel title="Your credentials">
      <DataTable
        caption="Your credentials and what keeps them"
        hideCaption
        rows={credentials}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "name",
            header: "Credential",
            heads: true,
            cell: (row) => (
              <a href={`/my/credentials/${row.id}/renewal`}>
                {row.name} ({row.code})
              </a>
            ),
          },
          {
            key: "until",
            header: "Valid until",
            cell: (row) => dayWords(row.validUntil, row.timeZone),
          },
          { key: "met", header: "Kept up", cell: (row) => `${row.met} of ${row.asked}` },
        ]}
      />
    </Panel>
  );
}
