import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { hoursLabels } from "#app/components/hours-rows.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { newRuleIds, type RuleChange } from "#app/domain/coverage/rule-change.ts";
import { oneRowMore } from "#app/domain/typed-rows.ts";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData, type Typed } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { formOfRule, RuleForm, ruleOfForm } from "#app/http/rule-form.server.ts";
import {
  Confirmation,
  confirmRules,
  proposalView,
  type RuleReply,
  refusedRules,
} from "#app/http/rule-proposal.server.ts";
import { ruleChoices } from "#app/http/rule-view.server.ts";
import { proposeRules } from "#app/operations/coverage/rule-propose.server.ts";
import { showRules } from "#app/operations/coverage/rule-show.server.ts";
import { ConfirmForm } from "./rule-confirm.tsx";
import { RuleFields, ruleLabels, ruleLists } from "./rule-fields.tsx";
import { RulePreview } from "./rule-preview.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: `${shown?.rule ? `Change ${shown.rule}` : "Add a rule"} · Systole` },
];

/** A new rule: somebody on site at all hours, as most rules of the standards are. */
const blank: Typed = {
  severity: "block",
  people: "number",
  min: "1",
  presence: "on_site",
  window: "24x7",
  when: "always",
  privilege: "none",
  basis: "default",
  source: "Decision of the unit",
};

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = orRefuse(ctx, args.request, await showRules(ctx, args.params.unit ?? ""));
  const { unit, latest } = shown;
  const rule = latest.rules.find(({ id }) => id === args.params.rule) ?? null;
  if (args.params.rule && !rule) throw notFound(ctx, args.request);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    rule: rule?.id ?? null,
    values: rule ? formOfRule(rule) : blank,
    choices: ruleChoices(ctx, rule),
  };
}

/** Rows that a button adds, by what their first field is called. */
const rowNames: Readonly<Record<string, string>> = {
  "add-hours": "from",
  "add-privileges": "privilegeOf",
};

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = orRefuse(ctx, args.request, await showRules(ctx, args.params.unit ?? ""));
  const { unit, versions, latest } = shown;
  const sent = await args.request.formData();
  const intent = String(sent.get("intent"));
  const form = parseFormData(sent, RuleForm);
  const again = (typed: Typed) => data<RuleReply>({ fields: {}, words: null, typed });
  if (intent === "edit") return again(form.typed);
  const added = rowNames[intent];
  if (added) return again(oneRowMore(form.typed, added));
  if (!form.ok) return wrongFields(form);
  const ever = versions.flatMap(({ rules }) => rules.map(({ id }) => id));
  const id = args.params.rule ?? newRuleIds(ever, 1)[0] ?? "U1";
  const before = latest.rules.find((rule) => rule.id === id) ?? null;
  const read = ruleOfForm({ form: form.value, typed: form.typed }, id, before);
  if (!read.ok) return wrongFields({ ok: false, fields: read.fields, typed: form.typed });
  const change: RuleChange = args.params.rule
    ? { kind: "replace", rule: read.rule }
    : { kind: "add", rules: [read.rule] };
  const proposed = await proposeRules(ctx, unit.code, change);
  if (!proposed.ok) return refusedForm(ctx, proposed.refusal, form.typed);
  if (!proposed.value.preview) return refusedRules(ctx, proposed.value, form.typed, [id]);
  const proposal = proposalView(ctx, proposed.value, [id]);
  if (intent !== "save") {
    return data<RuleReply>({ fields: {}, words: null, typed: form.typed, proposal });
  }
  const confirmed = parseFormData(sent, Confirmation);
  if (!confirmed.ok) return wrongFields(confirmed);
  const done = await confirmRules(ctx, confirmed, unit, change);
  if (done.done) return redirect(`/units/${unit.code}/rules?saved`);
  return data<RuleReply>({ ...done.reply.data, proposal }, done.reply.init ?? {});
}

export default function RuleEdit() {
  const { frame, id, unit, rule, values, choices } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as RuleReply | undefined;
  const typed = reply?.typed ?? values;
  const hours = hoursLabels(reply?.fields ?? {});
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        labels={{ ...ruleLabels, ...hours.labels }}
        lists={[...ruleLists, ...hours.lists]}
        title="Nothing was changed yet"
      />
      <PageHeader
        title={rule ? `Change ${rule}` : "Add a rule"}
        lead={`For ${unit.name}. Before anything is saved you see what the answer would have been.`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Rules", to: `/units/${unit.code}/rules` },
        ]}
      />
      {reply?.proposal ? (
        <>
          <RulePreview proposal={reply.proposal} />
          <ConfirmForm
            id={id}
            proposal={reply.proposal}
            typed={typed}
            error={reply.fields.effectiveAt}
          />
        </>
      ) : (
        <Form method="post" className="form">
          {/* The first button of a form is the one that the enter key presses. */}
          <button type="submit" name="intent" value="preview" hidden>
            See what it would mean
          </button>
          <RuleFields choices={choices} typed={typed} errors={reply?.fields ?? {}} />
          <div>
            <Button name="intent" value="preview">
              See what it would mean
            </Button>
          </div>
        </Form>
      )}
    </PersonalPage>
  );
}
