import { z } from "zod";
import type { Result } from "#app/domain/result.ts";
import type {
  Reauthentication,
  ReauthenticationMethod,
} from "#app/domain/signoff/reauthentication.ts";
import type { SigningForm } from "#app/domain/signoff/statement.ts";
import { methodToSign } from "#app/operations/people/passkeys/list-passkeys.server.ts";
import { noteSignedOut, reauthenticate } from "#app/operations/signoff/reauthenticate.server.ts";
import { type Incoming, orRefuse, type PersonContext, personContextFor } from "./context.server.ts";

/** What a form that signs sends beside what it signs; see components/prove-again. */
export const proving = {
  signer: z.uuid(),
  password: z.string().max(1_000).optional(),
  ceremony: z.uuid().optional(),
  assertion: z.string().max(20_000).optional(),
};

/** Who is asked to sign on this page, and how they prove it: a passkey where they have one. */
export type Signer = { readonly id: string; readonly method: ReauthenticationMethod };

export async function signerOf(ctx: PersonContext, request: Request): Promise<Signer> {
  const method = orRefuse(ctx, request, await methodToSign(ctx));
  return { id: ctx.actor.id, method };
}

/** As `personContextFor`; that a signature came after its session had ended is entered in the record. */
export async function signerContextFor(incoming: Incoming): Promise<PersonContext> {
  const { request, context } = incoming;
  const copy = request.clone();
  try {
    return await personContextFor(incoming);
  } catch (thrown) {
    if (thrown instanceof Response && thrown.status === 401) {
      const ceremony = (await copy.formData()).get("ceremony");
      if (typeof ceremony === "string" && z.uuid().safeParse(ceremony).success) {
        await noteSignedOut(context.house, ceremony);
      }
    }
    throw thrown;
  }
}

type Proving = z.output<z.ZodObject<typeof proving>>;

/** Proves the signer over what the form signs. The proof comes before the act and outside it. */
export function prove(
  ctx: PersonContext,
  given: Proving,
  form: SigningForm,
  batchId?: string,
): Promise<Result<Reauthentication>> {
  return reauthenticate(ctx, given, form, batchId);
}
