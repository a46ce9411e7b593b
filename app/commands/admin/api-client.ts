import { parseArgs } from "node:util";
import { z } from "zod";
import { cannotStart } from "#app/domain/cannot-start.ts";
import { say as words } from "#app/domain/copy.ts";
import { tokenDaysMax, tokenScopes } from "#app/domain/people/token-scopes.ts";
import { issueClient } from "#app/operations/people/issue-client.server.ts";
import { complain, say } from "../terminal.ts";
import type { Errand } from "./errand.ts";

const defaultDays = 90;
const list = z.string().transform((text) => text.split(",").map((each) => each.trim()));
const Wish = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: list.pipe(z.array(z.enum(tokenScopes)).min(1)),
  units: list.optional(),
  days: z.coerce.number().int().min(1).max(tokenDaysMax).default(defaultDays),
});

export const apiClient: Errand = {
  name: "api-client",
  does: "issue a token to a machine such as a roster system",
  help: `npm run admin -- api-client --name "Roster system" --scopes staffing:read,roster:write
                            [--units code,code] [--days ${defaultDays}]

Prints a token, once; it is kept nowhere. Scopes: ${tokenScopes.join(", ")}.
Without --units it reaches every unit. It ends after --days (at most ${tokenDaysMax}), and can be revoked in
the portal before.`,
  async run(house, args) {
    const text = { type: "string" } as const;
    const options = { name: text, scopes: text, units: text, days: text };
    const parsed = Wish.safeParse(parseArgs({ args: [...args], options }).values);
    if (!parsed.success) throw cannotStart(`${z.prettifyError(parsed.error)}\nSee --help.`);
    const { units = null, ...wish } = parsed.data;
    const issued = await issueClient(house, { ...wish, unitCodes: units });
    if (!issued.ok) {
      complain(words(house.content.copy, `refusals.${issued.refusal.code}`));
      return false;
    }
    say(`Authorization: Bearer ${issued.value.token}`);
    return true;
  },
};
