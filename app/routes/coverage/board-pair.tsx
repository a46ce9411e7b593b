import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { screenCookie } from "#app/http/board-context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, retryHeaders, wrongFields } from "#app/http/form-reply.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import { pairScreen } from "#app/operations/coverage/board/pair-screen.server.ts";

export const meta: MetaFunction = () => [
  { title: "Pair this screen · Systole" },
  { name: "robots", content: "noindex" },
  // The address may hold a code: no other site is told it. The form needs its own origin.
  { name: "referrer", content: "same-origin" },
];
export const headers: HeadersFunction = (args) => {
  const own = new Headers(retryHeaders(args));
  own.set("Cache-Control", "no-store");
  return own;
};

/** Looking uses no code up: programs that preview links look, too. */
export async function loader(args: LoaderFunctionArgs) {
  const isOver = new URL(args.request.url).searchParams.has("over");
  // The code is no part of what the page knows of itself.
  const frame = { ...(await publicFrame(args)), path: "/screen" };
  return data({ frame, code: args.params.code ?? null, isOver }, isOver ? 403 : 200);
}

const Given = z.object({ code: z.string().trim().min(1).max(40) });

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, Given);
  if (!form.ok) return wrongFields(form);
  const { house, clientAddress } = context;
  const paired = await pairScreen(house, form.value.code, clientAddress);
  if (!paired.ok) return refusedForm(house, paired.refusal, form.typed);
  const { key, unitCode, seconds } = paired.value;
  const headers = { "Set-Cookie": screenCookie(house, key, seconds) };
  return redirect(`/units/${unitCode}/board`, { headers });
}

export default function BoardPair() {
  const { frame, code, isOver } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = typedIn(reply);
  return (
    <PublicPage {...frame}>
      <FormErrors reply={reply} />
      {isOver && !reply && (
        <Notice kind="error" title="This screen shows no board any more">
          <p>It was disconnected, or its time is over. Call the unit for the answer.</p>
        </Notice>
      )}
      <PageHeader
        title="Show a unit's board on this screen"
        lead="Whoever leads the unit gives you the code. It works once and only for a quarter of an hour."
      />
      {/* The board is a page of its own and has to be loaded, so the form goes the plain way. */}
      <form method="post" className="form" action="/screen">
        {code && !reply ? (
          <input type="hidden" name="code" value={code} />
        ) : (
          <TextField
            name="code"
            label="Code"
            code
            width="medium"
            autoComplete="off"
            spellCheck={false}
            maxLength={20}
            value={typed.of("code")}
            error={reply?.fields.code}
            required
          />
        )}
        <div>
          <Button>Show the board here</Button>
        </div>
        <p className="soft">
          Anybody who sees this screen will see who is on duty and their number.
        </p>
      </form>
    </PublicPage>
  );
}
