import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { CheckboxGroup, RadioGroup, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { validityWords } from "#app/components/validity-words.ts";
import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import { serviceNames, unitTiers } from "#app/domain/coverage/rule.ts";
import { permit } from "#app/domain/people/permit.ts";
import { choicesOf } from "#app/http/choices.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showUnit } from "#app/operations/people/show-places.server.ts";
import { ConfigureUnit, configureUnit } from "#app/operations/roster/configure-unit.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.unit.name ?? "Unit"}, set-up · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = orRefuse(ctx, args.request, await showUnit(ctx, args.params.unit ?? ""));
  const { settings, during: _, defaultResponse, ...unit } = shown.unit;
  const place = { unitId: unit.id, organisationId: unit.organisationId };
  const tier = shown.profile?.tier ?? "none";
  return {
    frame: await frameFor(ctx, args.request),
    unit,
    tier,
    services: [...(shown.profile?.services ?? [])],
    dayStartsAt: settings.dayStartsAt ?? ctx.content.staffing.dayStartsAt,
    dayEndsAt: settings.dayEndsAt ?? ctx.content.staffing.dayEndsAt,
    response: defaultResponse[""]?.toString() ?? "",
    tierChoices: choicesOf(ctx, "tiers", unitTiers),
    serviceChoices: choicesOf(ctx, "services", serviceNames),
    appointments: shown.appointments.map((each) => ({
      id: each.id,
      name: each.name,
      post: say(ctx.content.copy, `posts.${each.post}`),
      validity: validityWords(each.during.start, each.during.end, unit.timeZone),
    })),
    hubs: shown.hubs.map((each) => ({
      id: each.id,
      code: each.hubCode,
      name: each.hubName,
      site: each.hubSite,
      validity: validityWords(each.during.start, each.during.end, unit.timeZone),
      over: each.during.end <= ctx.now,
    })),
    mayAgreeHub: permit(ctx.actor, "hub.agree", place, ctx.now).ok,
    atHub: remoteRules(ctx.content, tier),
  };
}

/** What the tier asks for at a hub: "B4, a shock-team lead …"; empty where it asks for nothing. */
function remoteRules({ tiers }: Content, tier: string): string[] {
  const rules = tiers.tiers.find((each) => each.tier === tier)?.rules ?? [];
  return rules
    .filter((each) => each.presence === "remote")
    .map(({ id, title }) => `${id} (${title})`);
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, ConfigureUnit);
  if (!form.ok) return wrongFields(form);
  const done = await configureUnit(ctx, form.value);
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(`/admin/units/${done.value.code}?saved=1`);
}

export default function UnitSetup() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { unit } = page;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      {search.has("saved") && !reply && (
        <Notice kind="done" title="Saved, and in force from now on" />
      )}
      <PageHeader
        title={unit.name}
        lead={`${unit.site}, ${unit.region}`}
        crumbs={[{ label: "Places", to: "/admin" }]}
      />
      <Panel title="What it is">
        <KeyValues
          items={[
            { label: "Code", value: unit.code, code: true },
            { label: "Jurisdiction", value: unit.jurisdiction, code: true },
            { label: "Time zone", value: unit.timeZone },
            { label: "Board", value: <a href={`/units/${unit.code}`}>Who is on shift now</a> },
            {
              label: "Local privileges",
              value: <a href={`/units/${unit.code}/people`}>Who may do what here</a>,
            },
          ]}
        />
      </Panel>
      <Posts {...page} />
      <Hubs {...page} />
      <Panel
        title="Set-up"
        lead="Changes hold from now on. What was answered before is judged by what held then."
      >
        <Settings {...page} reply={reply} />
      </Panel>
    </PersonalPage>
  );
}

type Page = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;

function Posts({ unit, appointments }: Page) {
  const here = `/admin/units/${unit.code}/appointments`;
  return (
    <Panel
      title="Posts"
      meta={
        <ButtonLink kind="quiet" to={`${here}/new`} icon="plus">
          Appoint somebody
        </ButtonLink>
      }
    >
      <DataTable
        caption="Who holds or held a post"
        hideCaption
        rows={appointments}
        rowKey={(row) => row.id}
        empty="Nobody is appointed. Rules that ask for a director are not met."
        columns={[
          { key: "post", header: "Post", heads: true, cell: (row) => row.post },
          { key: "name", header: "Person", cell: (row) => row.name },
          { key: "validity", header: "When", cell: (row) => row.validity },
          {
            key: "end",
            header: "Change",
            cell: (row) => (
              <a href={`${here}/${row.id}/end`}>
                End<span className="visually-hidden"> {`${row.post}, ${row.name}`}</span>
              </a>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function Hubs({ unit, hubs, mayAgreeHub, atHub }: Page) {
  const here = `/admin/units/${unit.code}/hub`;
  const asks =
    atHub.length === 0
      ? "Its tier asks for nobody at a hub today."
      : `Its tier asks for this there: ${atHub.join("; ")}.`;
  return (
    <Panel
      title="Hub"
      lead={`Rules that may be met from a distance are met by people on the hub's roster, while an agreement holds. ${asks}`}
      meta={
        mayAgreeHub && (
          <ButtonLink kind="quiet" to={`${here}/new`} icon="plus">
            Agree with a hub
          </ButtonLink>
        )
      }
    >
      <DataTable
        caption="Agreements with hubs"
        hideCaption
        rows={hubs}
        rowKey={(row) => row.id}
        empty="No agreement. Rules that ask for somebody at the hub are met by the unit's own roster alone."
        columns={[
          {
            key: "hub",
            header: "Hub",
            heads: true,
            cell: (row) => <a href={`/units/${row.code}`}>{row.name}</a>,
          },
          { key: "site", header: "Site", cell: (row) => row.site },
          { key: "validity", header: "When", cell: (row) => row.validity },
          {
            key: "end",
            header: "Change",
            cell: (row) =>
              row.over ? (
                "Ended"
              ) : mayAgreeHub ? (
                <a href={`${here}/${row.id}/end`}>
                  End<span className="visually-hidden"> {`the agreement with ${row.name}`}</span>
                </a>
              ) : (
                ""
              ),
          },
        ]}
      />
    </Panel>
  );
}

function Settings(page: Page & { reply: ReturnType<typeof useActionData<typeof action>> }) {
  const { unit, reply } = page;
  const typed = typedIn(reply);
  const text = (name: string, value: string) => ({
    name,
    value: typed.of(name, value),
    error: reply?.fields[name],
  });
  return (
    <Form method="post" className="form">
      <input type="hidden" name="unitId" value={unit.id} />
      <RadioGroup {...text("tier", page.tier)} label="Tier" options={page.tierChoices} required />
      <CheckboxGroup
        name="services[]"
        label="Services"
        options={page.serviceChoices}
        values={typed.all("services", page.services)}
        error={reply?.fields.services}
      />
      <TextField
        {...text("contact", unit.contact ?? "")}
        label="Contact"
        type="tel"
        width="medium"
        required
      />
      <TextField
        {...text("dayStartsAt", page.dayStartsAt)}
        label="Day begins"
        type="time"
        width="short"
        unit={unit.timeZone}
      />
      <TextField
        {...text("dayEndsAt", page.dayEndsAt)}
        label="Day ends"
        type="time"
        width="short"
        unit={unit.timeZone}
      />
      <TextField
        {...text("defaultResponseMinutes", page.response)}
        label="On-call response, where a roster gives none"
        hint="Leave it empty to have such rows refused."
        type="number"
        inputMode="numeric"
        width="short"
        unit="min"
        min={0}
        max={1440}
        required={false}
      />
      <div>
        <Button>Save</Button>
      </div>
    </Form>
  );
}
