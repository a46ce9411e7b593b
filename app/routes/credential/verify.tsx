import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextArea, TextField } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { checkLines, concludes } from "#app/domain/credential/check-words.ts";
import { claimsOf } from "#app/domain/credential/claims.ts";
import { contextFor } from "#app/http/context.server.ts";
import { refusedField, retryHeaders } from "#app/http/form-reply.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import { readVerifyForm } from "#app/http/verify-form.server.ts";
import { checkGiven } from "#app/operations/credential/check-given.server.ts";
import { ownIdOf } from "#app/operations/credential/verify-credential.server.ts";
import { CheckedCredential, type CheckedView, conclusions } from "./checked-credential.tsx";

export const meta: MetaFunction<typeof loader> = () => [{ title: "Check a credential · Systole" }];
export const headers = retryHeaders;

export async function loader(args: LoaderFunctionArgs) {
  const { settings } = args.context.house;
  return { frame: await publicFrame(args), hosts: settings.egressAllow ?? [] };
}

/** Checks what was given. Nothing of it is kept. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await contextFor(args);
  const { given, typed } = await readVerifyForm(await args.request.formData());
  if (!given.ok) return refusedField(ctx, given.refusal, typed);
  const found = await checkGiven(ctx, given.value, args.context.clientAddress);
  if (!found.ok) return refusedField(ctx, found.refusal, typed);
  const { document, ...verification } = found.value;
  const claims = document && claimsOf(document);
  const ownId = document && ownIdOf(ctx, document);
  const about = claims && { isOwn: ownId !== null, namesStatus: claims.namesStatus };
  const checked: CheckedView = {
    conclusion: concludes(verification),
    lines: checkLines(verification, about),
    claims,
    ownId,
    at: ctx.now,
  };
  return data({ fields: {}, words: null, typed, checked });
}

type Answer = Reply & { readonly checked?: CheckedView };

export default function Verify() {
  const { frame, hosts } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Answer | undefined;
  const checked = reply?.checked;
  return (
    <PublicPage {...frame}>
      <FormErrors reply={checked ? undefined : reply} title="This could not be checked" />
      <PageHeader
        title={checked ? conclusions[checked.conclusion] : "Check a credential"}
        state={checked && <StateMark state={checked.conclusion} size="large" />}
        lead="Any verifiable credential, from here or from elsewhere. You need no account, and nothing that you give is kept."
      />
      {checked && <CheckedCredential {...checked} />}
      <CheckForm reply={reply} hosts={hosts} />
    </PublicPage>
  );
}

function CheckForm({ reply, hosts }: { reply: Reply | undefined; hosts: readonly string[] }) {
  const typed = typedIn(reply);
  return (
    <Panel
      title={reply ? "Check another" : "Give the credential"}
      lead="Paste it, choose its file, or say where it lies: one of the three."
    >
      <Form method="post" encType="multipart/form-data" className="form" reloadDocument>
        <TextArea
          name="credential"
          label="The credential"
          hint="JSON with its proof, or a JWT."
          rows={8}
          code
          value={typed.of("credential")}
          error={reply?.fields.credential}
        />
        <TextField
          name="file"
          label="Or its file"
          type="file"
          accept=".json,.jsonld,.jwt,.txt,application/json,application/vc,application/jwt"
          error={reply?.fields.file}
        />
        <TextField
          name="address"
          label="Or its address"
          type="url"
          code
          hint={hintFor(hosts)}
          value={typed.of("address")}
          error={reply?.fields.address}
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

function hintFor(hosts: readonly string[]): string {
  const others = hosts.length > 0 ? ` or at ${hosts.join(", ")}` : "";
  return `Of a credential on this portal${others}. Nothing is fetched from anywhere else.`;
}
