import { tokenHashOf } from "../../people/actor.server.ts";

/** What is kept of a pairing code; a code is never taken for a screen's own key. */
export function codeHash(code: string): string {
  return tokenHashOf(`pairing ${code}`);
}

/** What is kept of the key in a screen's cookie. */
export function screenHash(key: string): string {
  return tokenHashOf(`screen ${key}`);
}
