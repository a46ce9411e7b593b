import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextArea } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { contextFor } from "#app/http/context.server.ts";
import { refusedField } from "#app/http/form-reply.server.ts";
import { explain } from "#app/http/problem.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import { type ComparedView, type ReceiptView, receiptView } from "#app/http/receipt-form.server.ts";
import type { Context } from "#app/operations/context.server.ts";
import {
  type CheckedReceipt,
  checkReceipt,
  recomputeReceipt,
} from "#app/operations/coverage/receipt.server.ts";
import { CheckedReceiptPanels } from "./receipt-checked.tsx";

export const meta: MetaFunction<typeof loader> = () => [{ title: "Check a receipt · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  return { frame: await publicFrame(args) };
}

/** Checks the signature; for a person signed in who may ask about the unit, the record as well. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await contextFor(args);
  const form = await args.request.formData();
  const given = form.get("receipt");
  const receipt = (typeof given === "string" ? given : "").trim();
  const typed = { receipt: receipt.slice(0, 500_000) };
  const found = checkReceipt(receipt, ctx.signer.jwks());
  if (!found.ok) {
    const refusal = { code: found.refusal.code, detail: { field: "receipt" } };
    return refusedField(ctx, refusal, typed);
  }
  const isWanted = form.get("intent") === "recompute";
  const compared = isWanted ? await comparedWith(ctx, found.value) : null;
  const mayCompare = ctx.actor.kind === "person";
  const checked = { ...receiptView(ctx, found.value), compared, mayCompare };
  return data({ fields: {}, words: null, typed, checked });
}

async function comparedWith(ctx: Context, receipt: CheckedReceipt): Promise<ComparedView> {
  const found = await recomputeReceipt(ctx, receipt);
  return found.ok ? found.value : { words: explain(ctx, found.refusal) };
}

type Checked = ReceiptView & {
  readonly compared: ComparedView | null;
  readonly mayCompare: boolean;
};
type Answer = Reply & { readonly checked?: Checked };

export default function VerifyReceipt() {
  const { frame } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Answer | undefined;
  const checked = reply?.checked;
  return (
    <PublicPage {...frame}>
      <FormErrors reply={checked ? undefined : reply} title="This receipt does not hold" />
      <PageHeader
        title={checked ? "The signature holds" : "Check a receipt"}
        state={checked && <StateMark state="yes" word="Not altered" size="large" />}
        lead="A receipt is a staffing answer, signed. It proves what this portal said, and when. You need no account, and nothing that you give is kept."
      />
      {checked && (
        <CheckedReceiptPanels {...checked} receipt={typedIn(reply).of("receipt") ?? ""} />
      )}
      <GiveReceipt reply={checked ? undefined : reply} isAnother={checked !== undefined} />
    </PublicPage>
  );
}

function GiveReceipt({ reply, isAnother }: { reply: Reply | undefined; isAnother: boolean }) {
  const typed = typedIn(reply);
  return (
    <Panel
      title={isAnother ? "Check another" : "Give the receipt"}
      lead="Three parts with dots between them, as the interface gives them or the page of a unit lets you keep them."
    >
      <Form method="post" className="form" reloadDocument>
        <TextArea
          name="receipt"
          label="The receipt"
          rows={8}
          code
          value={typed.of("receipt")}
          error={reply?.fields.receipt}
        />
        <div>
          <Button type="submit" icon="check">
            Check it
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
