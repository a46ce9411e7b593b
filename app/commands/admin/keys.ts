import { parseArgs } from "node:util";
import { cannotStart } from "#app/domain/cannot-start.ts";
import { say as words } from "#app/domain/copy.ts";
import type { Refusal } from "#app/domain/result.ts";
import type { House } from "#app/operations/context.server.ts";
import { turnKeys } from "#app/operations/credential/keys/turn-keys.server.ts";
import { complain, say } from "../terminal.ts";
import type { Errand } from "./errand.ts";
import { doneReading, readSecret } from "./read-secret.ts";

export const keys: Errand = {
  name: "keys",
  does: "show the signing keys, or replace them with new ones (two registrars)",
  help: `npm run admin -- keys
npm run admin -- keys rotate --registrar ada@hospital.example [--registrar bea@hospital.example] [--to FILE]

Without more, shows which keys sign and which only verify what they once signed.

"rotate" needs two registrars. The first one proposes new keys, another one confirms within 7 days, here or
at /registrar/keys in the portal; each is asked for their password. Give --registrar twice where both are
present. New keys are made then, for their owner alone (mode 0600); of the old ones only the public halves
stay, so that what they signed verifies. A running portal signs with the new keys from its next signature on.

Where the key file was given by SIGNING_KEY_FILE and may not be written, --to names a new file for the whole
set: put it in the place of the old one, with mode 0600, and start the portal again.`,
  async run(house, args) {
    const [what, ...rest] = args;
    if (what === undefined) return list(house);
    if (what !== "rotate") throw cannotStart(`There is no "keys ${what}". See --help.`);
    const { values } = parseArgs({
      args: [...rest],
      options: { registrar: { type: "string", multiple: true }, to: { type: "string" } },
    });
    const registrars = values.registrar ?? [];
    if (registrars.length === 0 || registrars.length > 2) {
      throw cannotStart("Give --registrar with an e-mail address, once or twice. See --help.");
    }
    try {
      for (const email of registrars) {
        if (!(await turn(house, email, values.to))) return false;
      }
      return true;
    } finally {
      doneReading();
    }
  },
};

function list({ signer }: House): boolean {
  say(`Keys of ${signer.did} in ${signer.keyFile.path}`);
  for (const { id, signs, inUse } of signer.keys()) {
    say(`  ${inUse ? `signs ${signs}` : "verifies only"}  ${id.slice(signer.did.length)}`);
  }
  return true;
}

async function turn(house: House, email: string, to: string | undefined): Promise<boolean> {
  const password = await readSecret(`Password of ${email}: `);
  const turned = await turnKeys(house, { email, password, to });
  if (!turned.ok) {
    explain(house, turned.refusal);
    return false;
  }
  if (turned.value.did === "proposed") {
    say("New keys are proposed. Another registrar confirms within 7 days.");
    return true;
  }
  say("New keys sign from now on:");
  for (const id of turned.value.newKeys) say(`  ${id}`);
  if (to) say(`They lie in ${to}. Put it in the place of ${house.signer.keyFile.path}.`);
  return true;
}

function explain({ content, settings }: House, { code, detail }: Refusal) {
  complain(words(content.copy, `refusals.${code}`, detail));
  if (code === "passkey_required") complain(`Do it at ${settings.publicOrigin}/registrar/keys`);
}
