import { v7 as uuidv7 } from "uuid";
import { tokenDaysMax } from "#app/domain/people/token-scopes.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { ensureToken } from "#app/operations/people/issue-token.server.ts";
import { setDemonstrationPassword } from "#app/operations/people/set-demonstration-password.server.ts";
import { done } from "./stage.ts";

export type Secrets = { readonly password: string; readonly apiToken: string };

/** What the demonstration's machine may do, in every unit. */
const scopes = ["staffing:read" as const, "register:read" as const, "roster:write" as const];

/** Lets the accounts in with their one password, and the machine with its token. Repeatable. */
export async function letIn(house: House, { password, apiToken }: Secrets): Promise<void> {
  await setDemonstrationPassword(house, password);
  const client = { name: "Demonstration client", unitIds: null, days: tokenDaysMax, scopes };
  const wish = { id: uuidv7(), ...client };
  await done("the token", ensureToken(contextAs(house, system), wish, apiToken));
}
