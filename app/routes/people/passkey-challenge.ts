import type { ActionFunctionArgs } from "@remix-run/node";
import { ceremonyPurposes } from "#app/domain/people/passkey.ts";
import { SigningForm } from "#app/domain/signoff/statement.ts";
import { contextFor, notFound, orRefuse } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { invalid } from "#app/http/problem.server.ts";
import {
  challengeToEnrol,
  challengeToSign,
  challengeToSignIn,
} from "#app/operations/people/passkeys/give-challenge.server.ts";
import { signedBy } from "#app/operations/signoff/reauthentication.server.ts";

export async function loader(args: ActionFunctionArgs) {
  throw notFound(await contextFor(args), args.request);
}

/** A challenge for a passkey: to sign in, for a new one, or over what the sent form would sign. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await contextFor(args);
  const form = await args.request.formData();
  const purpose = ceremonyPurposes.find((each) => each === form.get("purpose"));
  const reply = (given: object) =>
    Response.json(given, { headers: { "Cache-Control": "no-store" } });
  if (purpose === "sign_in") {
    const given = await challengeToSignIn(ctx, args.context.clientAddress);
    return reply(orRefuse(ctx, args.request, given));
  }
  if (purpose === "enrol") return reply(orRefuse(ctx, args.request, await challengeToEnrol(ctx)));
  const signing = purpose && parseFormData(form, SigningForm);
  if (!signing?.ok) {
    const errors = Object.entries(signing ? signing.fields : { purpose: "Say what for." });
    const named = errors.map(([field, detail]) => ({ pointer: `/${field}`, detail }));
    return invalid(ctx.content, args.request, named, ctx.requestId);
  }
  const { about } = signedBy(signing.value);
  return reply(orRefuse(ctx, args.request, await challengeToSign(ctx, about)));
}
