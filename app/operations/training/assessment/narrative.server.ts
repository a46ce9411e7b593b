import { createHash, randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";

/**
 * A text kept apart from its fact, so that it can be erased: the row to insert, and the salted digest that
 * the fact carries.
 */
export function narrativeOf(text: string) {
  const salt = randomBytes(16).toString("hex");
  const digest = createHash("sha256").update(salt).update(text, "utf8").digest("hex");
  return { row: { id: uuidv7(), salt, text }, digest };
}
