import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { FormErrors } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { newRuleIds, type RuleChange } from "#app/domain/coverage/rule-change.ts";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  Confirmation,
  confirmRules,
  proposalView,
  type RuleReply,
} from "#app/http/rule-proposal.server.ts";
import { proposeRules } from "#app/operations/coverage/rule-propose.server.ts";
import { showRules } from "#app/operations/coverage/rule-show.server.ts";
import { ConfirmForm } from "./rule-confirm.tsx";
import { ruleLabels } from "./rule-fields.tsx";
import { RulePreview } from "./rule-preview.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: `${shown?.template.title ?? "A standard"} as rules of your own · Systole` },
];

/** The template's rules under ids of the unit's own, as an addition to what it has. */
async function additionOf(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const { unit, versions } = orRefuse(
    ctx,
    args.request,
    await showRules(ctx, args.params.unit ?? ""),
  );
  const template = ctx.content.tiers.templates.find(({ id }) => id === args.params.template);
  if (!template) throw notFound(ctx, args.request);
  const ever = versions.flatMap(({ rules }) => rules.map(({ id }) => id));
  const ids = newRuleIds(ever, template.rules.length);
  const rules = template.rules.map((rule, i) => ({ ...rule, id: ids[i] ?? rule.id }));
  const change: RuleChange = { kind: "add", rules };
  return { ctx, unit, template, ids, change };
}

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, unit, template, ids, change } = await additionOf(args);
  const asked = await proposeRules(ctx, unit.code, change);
  const proposed = orRefuse(ctx, args.request, asked);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    unit: { code: unit.code, name: unit.name },
    template: { title: template.title, summary: template.summary },
    mayAdopt: proposed.preview !== null,
    proposal: proposalView(ctx, proposed, ids),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, unit, change } = await additionOf(args);
  const form = await parseForm(args.request, Confirmation);
  if (!form.ok) return wrongFields(form);
  const done = await confirmRules(ctx, form, unit, change);
  if (done.done) return redirect(`/units/${unit.code}/rules?saved`);
  return data<RuleReply>(done.reply.data, done.reply.init ?? {});
}

export default function RuleTemplate() {
  const { frame, id, unit, template, mayAdopt, proposal } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as RuleReply | undefined;
  const here = `/units/${unit.code}/rules`;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={ruleLabels} title="Nothing was changed yet" />
      <PageHeader
        title={template.title}
        lead={`${template.summary} As rules of ${unit.name}, which you can change afterwards.`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Rules", to: here },
        ]}
      />
      {!mayAdopt && (
        <Notice kind="error" title="These rules cannot be added as they are">
          {proposal.refusals.map((words) => (
            <p key={words}>{words}</p>
          ))}
          <p>
            <a href={here}>Back to the rules that you have</a>
          </p>
        </Notice>
      )}
      <RulePreview proposal={proposal} />
      {mayAdopt && (
        <ConfirmForm
          id={id}
          proposal={proposal}
          typed={reply?.typed ?? {}}
          error={reply?.fields.effectiveAt}
          back={here}
        />
      )}
    </PersonalPage>
  );
}
