import { type Content, nameOfCode } from "#app/domain/content.ts";

/** Names of the privileges that are no credential's code; every other one is named after its credential. */
const own: Readonly<Record<string, string>> = { "va-ecmo-cannulation": "Cannulate for VA-ECMO" };

export function privilegeName(content: Content, code: string): string {
  return own[code] ?? nameOfCode(content, code);
}
