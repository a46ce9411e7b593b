import { bounds } from "#app/domain/credential/json.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import type { Given } from "#app/operations/credential/check-given.server.ts";
import type { Typed } from "./form.server.ts";

/** Longer texts are no credential; they are refused further on, and not sent back. */
const charactersMax = bounds.text * 2;

/**
 * The form of the page that checks a credential: pasted, as a file, or where it lies; exactly one of them.
 * @returns refusal `credential_missing`, `credential_given_twice`.
 */
export async function readVerifyForm(form: FormData): Promise<{
  readonly given: Result<Given>;
  readonly typed: Typed;
}> {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const [credential, address, file] = [text("credential"), text("address"), form.get("file")];
  const typed = {
    credential: credential.slice(0, charactersMax),
    address: address.slice(0, 2_000),
  };
  const found: Given[] = [];
  if (credential) found.push({ kind: "text", field: "credential", text: credential });
  if (file instanceof Blob && file.size > 0) {
    // One character beyond what is read is enough to be refused.
    const bytes = await file.slice(0, charactersMax + 1).arrayBuffer();
    found.push({ kind: "text", field: "file", text: new TextDecoder().decode(bytes) });
  }
  if (address) found.push({ kind: "address", address });
  const [given, second] = found;
  if (!given) return { given: refuse("credential_missing", { field: "credential" }), typed };
  if (second) return { given: refuse("credential_given_twice"), typed };
  return { given: { ok: true, value: given }, typed };
}
