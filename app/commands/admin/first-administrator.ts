import { parseArgs } from "node:util";
import { cannotStart } from "#app/domain/cannot-start.ts";
import { say as words } from "#app/domain/copy.ts";
import {
  FirstAdministrator,
  firstAdministrator as invite,
} from "#app/operations/people/first-administrator.server.ts";
import { complain, say } from "../terminal.ts";
import type { Errand } from "./errand.ts";

export const firstAdministrator: Errand = {
  name: "first-administrator",
  does: "invite the administrator who invites everybody else",
  help: `npm run admin -- first-administrator --name "Ada Example" --email ada@hospital.example

Adds a person with the role of administrator everywhere and prints the link at which they choose their
password. The link works once, for 7 days. Refused when there is an administrator already: from then on
administrators are made in the portal.`,
  async run(house, args) {
    const { values } = parseArgs({
      args: [...args],
      options: { name: { type: "string" }, email: { type: "string" } },
    });
    const parsed = FirstAdministrator.safeParse(values);
    if (!parsed.success) throw cannotStart("Give --name and --email. See --help.");
    const invited = await invite(house, parsed.data);
    if (!invited.ok) {
      complain(words(house.content.copy, `refusals.${invited.refusal.code}`));
      return false;
    }
    say(`Give this link to ${parsed.data.name} alone; it works once, for 7 days:`);
    say(`${house.settings.publicOrigin}/join/${invited.value.token}`);
    return true;
  },
};
