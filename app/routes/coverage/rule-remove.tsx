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
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import type { RuleChange } from "#app/domain/coverage/rule-change.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
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
import { showUnit } from "#app/operations/coverage/show-unit.server.ts";
import { ConfirmForm } from "./rule-confirm.tsx";
import { ruleLabels } from "./rule-fields.tsx";
import { RulePreview } from "./rule-preview.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: `Remove ${shown?.rule ?? "a rule"} · Systole` },
];

const removal = (id: string | undefined): RuleChange => ({ kind: "remove", id: id ?? "" });

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const asked = await proposeRules(ctx, args.params.unit ?? "", removal(args.params.rule));
  const proposal = orRefuse(ctx, args.request, asked);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    unit: { code: proposal.unit.code, name: proposal.unit.name },
    rule: args.params.rule ?? "",
    proposal: proposalView(ctx, proposal, []),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const unit = orRefuse(ctx, args.request, await showUnit(ctx, args.params.unit ?? ""));
  const form = await parseForm(args.request, Confirmation);
  if (!form.ok) return wrongFields(form);
  const done = await confirmRules(ctx, form, unit, removal(args.params.rule));
  if (done.done) return redirect(`/units/${unit.code}/rules?saved`);
  return data<RuleReply>(done.reply.data, done.reply.init ?? {});
}

export default function RuleRemove() {
  const { frame, id, unit, rule, proposal } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as RuleReply | undefined;
  const here = `/units/${unit.code}/rules`;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={ruleLabels} title="Nothing was changed yet" />
      <PageHeader
        title={`Remove ${rule}`}
        lead={`From ${unit.name}. Answers about the time before stay as they were.`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Rules", to: here },
        ]}
      />
      <RulePreview proposal={proposal} />
      <ConfirmForm
        id={id}
        proposal={proposal}
        typed={reply?.typed ?? {}}
        error={reply?.fields.effectiveAt}
        back={here}
        verb="Remove it"
      />
    </PersonalPage>
  );
}
