import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";

/** "staffing:read" as people read it. */
export function scopeWords({ content }: { readonly content: Content }, scope: string): string {
  return say(content.copy, `token_scopes.${scope.replace(":", "_")}`);
}
