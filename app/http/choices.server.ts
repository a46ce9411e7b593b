import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import type { Places } from "#app/operations/people/scope-names.server.ts";

export type Choice = { readonly value: string; readonly label: string; readonly group?: string };

/** Codes as a form offers them, with their words from one section of content/copy. */
export function choicesOf(
  { content }: { readonly content: Content },
  section: string,
  codes: readonly string[],
): Choice[] {
  return codes.map((code) => ({ value: code, label: say(content.copy, `${section}.${code}`) }));
}

/** Places as one field offers them: "kind:id", and "everywhere" where that is on offer. */
export function placeChoices({ organisations, programmes, units }: Places): Choice[] {
  const of = (kind: string, group: string, places: readonly { id: string; name: string }[]) =>
    places.map(({ id, name }) => ({ value: `${kind}:${id}`, label: name, group }));
  return [
    { value: "everywhere", label: "Everywhere" },
    ...of("organisation", "Organisations", organisations),
    ...of("programme", "Programmes", programmes),
    ...of("unit", "Units", units),
  ];
}
