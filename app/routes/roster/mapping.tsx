import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { RadioGroup, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { mappingView } from "#app/http/mapping-view.server.ts";
import { explain, statusOf } from "#app/http/problem.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { forgetOf, readWords } from "#app/http/word-form.server.ts";
import { mapWords } from "#app/operations/roster/mapping/map-words.server.ts";
import { countUnderName, showMapping } from "#app/operations/roster/mapping/show-mapping.server.ts";
import { publishableUnit } from "#app/operations/roster/plan-shifts.server.ts";
import { DutyFields, NameFields } from "./word-fields.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `What do the rosters of ${data?.unit.name ?? "the unit"} call people? · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await showMapping(ctx, args.params.unit ?? ""));
  const search = new URL(args.request.url).searchParams;
  const { unit } = found;
  const view = mappingView(ctx, found, search);
  const name = view.change?.kind === "name" ? view.change.given : null;
  const under = name === null ? null : await countUnderName(ctx, unit.code, name);
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    done: search.get("done"),
    restated: Number(search.get("shifts")) || 0,
    under: under && orRefuse(ctx, args.request, under),
    ...view,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const unit = orRefuse(ctx, args.request, await publishableUnit(ctx, args.params.unit ?? ""));
  const form = await args.request.formData();
  const words = readWords(form, unit);
  const { fields, typed } = words;
  if (form.get("intent") !== "forget" && Object.keys(fields).length > 0)
    return data({ fields, words: null, typed }, 422);
  const facts = form.get("intent") === "forget" ? forgetOf(form) : words.facts;
  const since = form.get("since") === "now" ? "now" : "ever";
  const done = await mapWords(ctx, unit.code, facts, since);
  if (!done.ok) {
    const reply = { fields: {}, words: explain(ctx, done.refusal), typed };
    return data(reply, statusOf(done.refusal.code));
  }
  const { changed, restated } = done.value;
  const here = `/units/${unit.code}/roster/mapping`;
  if (restated.shifts > 0) return redirect(`${here}?done=restated&shifts=${restated.shifts}`);
  return redirect(`${here}?done=${changed > 0 ? "saved" : "same"}`);
}

const doneWords: Readonly<Record<string, string>> = {
  restated: "published again as you say. The next answer uses it; what was known before stays.",
  saved: "Remembered. The next file, feed or message is read with it.",
  same: "Nothing was changed.",
};

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Mapping() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const { unit, views, done, open, change, names, assignments } = page;
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="Nothing was remembered" />
      <PageHeader
        title="Names and assignments"
        lead={`What the rosters of ${unit.name} call people and duties, and what that means here.`}
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
      />
      <UnitTabs code={unit.code} current="mapping" views={views} />
      {done && doneWords[done] && (
        <Notice kind="done">
          <p>
            {done === "restated" &&
              `Remembered. ${page.restated} ${page.restated === 1 ? "shift was" : "shifts were"} `}
            {doneWords[done]}
          </p>
        </Notice>
      )}
      {change && <Change {...page} change={change} reply={reply} />}
      {!change && open.length > 0 && <Open {...page} reply={reply} />}
      {names.length + assignments.length === 0 && open.length === 0 && (
        <EmptyState title="Nothing has been explained yet" icon="roster">
          When you upload a roster, the portal asks what its words mean and remembers it here.
        </EmptyState>
      )}
      {assignments.length > 0 && <Words title="Assignments" rows={assignments} {...page} />}
      {names.length > 0 && <Words title="Names" rows={names} {...page} />}
      {!change && <Another />}
    </PersonalPage>
  );
}

type Asked = Data | Omit<Data, "frame">;
type Reply = ReturnType<typeof useActionData<typeof action>>;

function Open({ open, choices, reply }: Omit<Data, "frame"> & { reply: Reply }) {
  const known = typedIn(reply);
  const typed = (name: string, otherwise: string) => known.of(name, otherwise) ?? otherwise;
  return (
    <Panel
      title="On the roster and matched to nobody"
      lead="Once you say who somebody is, their shifts are published again with the registration. Answers change from then on; what was known before stays as it was."
    >
      <Form method="post" className="stack">
        <NameFields names={open} {...{ choices, typed }} errors={reply?.fields ?? {}} />
        <p>
          <Button name="intent" value="save" icon="check">
            Remember this
          </Button>
        </p>
      </Form>
    </Panel>
  );
}

function Change({
  change,
  choices,
  unit,
  under,
  reply,
}: Pick<Omit<Asked, "frame">, "choices" | "unit" | "under"> & {
  change: NonNullable<Data["change"]>;
  reply: Reply;
}) {
  const known = typedIn(reply);
  const typed = (name: string, otherwise: string) =>
    known.of(name) ?? change.values[name] ?? otherwise;
  const fields = { choices, typed, errors: reply?.fields ?? {} };
  return (
    <Panel title={`What “${change.given}” means`}>
      <Form method="post" className="stack">
        {change.kind === "name" ? (
          <NameFields names={[change.name]} {...fields} />
        ) : (
          <DutyFields duties={[change.duty]} {...fields} />
        )}
        {under && <Published {...under} value={typed("since", "ever")} />}
        <p className="cluster">
          <Button name="intent" value="save" icon="check">
            Remember this
          </Button>
          <Button name="intent" value="forget" kind="destroy">
            Forget it
          </Button>
          <ButtonLink to={`/units/${unit.code}/roster/mapping`} kind="quiet">
            Leave it
          </ButtonLink>
        </p>
      </Form>
    </Panel>
  );
}

/** What of the roster a change of a name changes with it, and since when. */
function Published({ all, coming, value }: NonNullable<Data["under"]> & { value: string }) {
  if (all === 0) return <p className="soft">No published shift stands under this name.</p>;
  const when =
    coming === all
      ? "all to come"
      : coming === 0
        ? "all of them over"
        : `${coming} of them to come`;
  return (
    <>
      <p>
        {all} published {all === 1 ? "shift stands" : "shifts stand"} under this name, {when}.
        Saving publishes what changes again. Shifts that are left out come back with the next file
        alone.
      </p>
      <RadioGroup
        name="since"
        label="Which of them"
        value={value}
        options={[
          { value: "ever", label: "All of them: it never meant anything else" },
          { value: "now", label: "From now on: before, it was right as it stands" },
        ]}
      />
    </>
  );
}

/** A word that has not come yet, or came in a message that nobody was asked about. */
function Another() {
  return (
    <Panel title="Explain another word">
      <Form method="get" className="form">
        <TextField
          name="given"
          label="As the roster has it"
          width="medium"
          maxLength={120}
          required
        />
        <RadioGroup
          name="kind"
          label="It is"
          value="assignment"
          options={[
            { value: "assignment", label: "An assignment" },
            { value: "name", label: "A name" },
          ]}
          inline
        />
        <p>
          <Button kind="secondary">Say what it means</Button>
        </p>
      </Form>
    </Panel>
  );
}

function Words({ title, rows, unit }: Pick<Data, "unit"> & { title: string; rows: Data["names"] }) {
  return (
    <Panel title={title}>
      <DataTable
        caption={title}
        hideCaption
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "given", header: "In the roster", heads: true, cell: (row) => <b>{row.given}</b> },
          { key: "means", header: "Means", cell: (row) => row.means },
          {
            key: "by",
            header: "Said by",
            cell: (row) => `${row.author}, ${momentWords(row.recordedAt, unit.zone)}`,
          },
          {
            key: "change",
            header: "",
            cell: (row) => (
              <a href={`/units/${unit.code}/roster/mapping?change=${row.id}`}>
                Change<span className="visually-hidden"> {row.given}</span>
              </a>
            ),
          },
        ]}
      />
    </Panel>
  );
}
