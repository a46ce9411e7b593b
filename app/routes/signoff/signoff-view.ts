import { momentWords } from "#app/components/moment.tsx";
import type { SignatureView } from "#app/components/signature.tsx";
import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import { methodWords, methodWritten } from "#app/domain/signoff/reauthentication.ts";
import type { DossierView } from "#app/operations/signoff/show-dossier.server.ts";

/** The director's signature and those beside it, as they are printed. */
export function signaturesOf(
  { content }: { readonly content: Content },
  { review, signOff, digest }: Pick<DossierView, "review" | "signOff" | "digest">,
): SignatureView[] {
  if (!signOff) return [];
  return [signOff, ...signOff.coSignatures].map((each) => ({
    name: each.signerName,
    role: `${say(content.copy, `roles.${each.signerRole}`)}, ${review.programmeName}`,
    at: momentWords(each.signedAt, review.timeZone),
    meaning: each.meaning,
    ...proofView(each.reauthentication),
    signed: { what: "Evidence, SHA-256", digest },
  }));
}

/** How a signer proved who they are, in words and as it stands in the record. */
export function proofView(
  reauthentication: string | null,
): Pick<SignatureView, "method" | "proof"> {
  const method = methodWritten(reauthentication);
  return {
    ...(method ? { method: methodWords[method] } : {}),
    ...(reauthentication?.startsWith("{") ? { proof: reauthentication } : {}),
  };
}
