import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { CheckboxGroup, RadioGroup, TextField } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { tokenDaysMax, tokenScopes } from "#app/domain/people/token-scopes.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { scopeWords } from "#app/http/token-scopes.server.ts";
import { IssueToken, issueToken } from "#app/operations/people/issue-token.server.ts";
import { showPlaces } from "#app/operations/people/show-places.server.ts";

export const meta: MetaFunction = () => [{ title: "Issue a token · Systole" }];

/** "Every unit" is an answer of its own, so that a forgotten choice never means all of them. */
const Wish = IssueToken.omit({ unitIds: true })
  .extend({ reach: z.enum(["every", "these"]), unitIds: z.array(z.uuid()).default([]) })
  .refine((form) => form.reach === "every" || form.unitIds.length > 0, {
    message: "Choose at least one unit.",
    path: ["unitIds"],
  })
  .transform(({ reach, unitIds, ...form }) => ({
    ...form,
    unitIds: reach === "every" ? null : unitIds,
  }));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { units } = orRefuse(ctx, args.request, await showPlaces(ctx));
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    units: units.map(({ id, name }) => ({ value: id, label: name })),
    scopes: tokenScopes.map((scope) => ({
      value: scope,
      label: scopeWords(ctx, scope),
      hint: scope,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, Wish);
  if (!form.ok) return wrongFields(form);
  const issued = await issueToken(ctx, form.value);
  if (!issued.ok) return refusedForm(ctx, issued.refusal, form.typed);
  return data(
    { token: issued.value.token, name: form.value.name },
    { headers: { "Cache-Control": "no-store" } },
  );
}

export default function TokenNew() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const issued = answer && "token" in answer ? answer : null;
  const reply = answer && !("token" in answer) ? answer : undefined;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} lists={["scopes", "unitIds"]} />
      <PageHeader
        title={issued ? `The token of ${issued.name}` : "Issue a token"}
        lead={
          issued ? undefined : "It is shown once. Only what is needed to know it again is kept."
        }
        crumbs={[{ label: "Tokens", to: "/admin/tokens" }]}
      />
      {issued ? <Issued token={issued.token} /> : <Fields {...page} reply={reply} />}
    </PersonalPage>
  );
}

function Issued({ token }: { token: string | null }) {
  return (
    <>
      {token === null ? (
        <Notice kind="warn" title="This token was issued already">
          It was shown once. If it is lost, revoke it and issue another.
        </Notice>
      ) : (
        <Notice kind="done" title="Copy it now: it is not shown again">
          <p className="code">{token}</p>
        </Notice>
      )}
      <div>
        <ButtonLink kind="secondary" to="/admin/tokens">
          To the tokens
        </ButtonLink>
      </div>
    </>
  );
}

type Page = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;

function Fields({ id, units, scopes, reply }: Page & { reply: Reply | undefined }) {
  const typed = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <Form method="post" className="form">
      <input type="hidden" name="id" value={typed.of("id", id)} />
      <TextField
        name="name"
        label="System"
        hint="Which system will use it, and whose it is."
        value={typed.of("name")}
        error={errors.name}
        required
      />
      <CheckboxGroup
        name="scopes[]"
        label="What it may do"
        options={scopes}
        values={typed.all("scopes")}
        error={errors.scopes}
      />
      <RadioGroup
        name="reach"
        label="Where"
        value={typed.of("reach")}
        error={errors.reach}
        options={[
          { value: "these", label: "In the units chosen below" },
          { value: "every", label: "In every unit, also later ones" },
        ]}
        required
      />
      <CheckboxGroup
        name="unitIds[]"
        label="Units"
        options={units}
        values={typed.all("unitIds")}
        error={errors.unitIds}
      />
      <TextField
        name="days"
        label="Works for"
        type="number"
        inputMode="numeric"
        width="short"
        unit="days"
        min={1}
        max={tokenDaysMax}
        value={typed.of("days", "365")}
        error={errors.days}
        required
      />
      <div>
        <Button>Issue the token</Button>
      </div>
    </Form>
  );
}
