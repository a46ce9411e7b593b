import { verifyChain } from "#app/operations/ledger/verify-chain.server.ts";
import { complain, say } from "../terminal.ts";
import type { Errand } from "./errand.ts";

export const verifyLedger: Errand = {
  name: "verify-ledger",
  does: "recompute the chain of the ledger and say whether it holds",
  help: `npm run admin -- verify-ledger

Recomputes every entry's hash from the first to the last. Prints how many entries there are and the hash
of the last one; kept elsewhere, it proves later that nothing before it was altered. Ends with status 1
and the number of the first broken entry if the chain does not hold. May be run beside the portal.`,
  async run(house) {
    const { entries, headHash, firstBroken } = await verifyChain(house);
    if (firstBroken !== null) complain(`The ledger is broken at entry ${firstBroken}.`);
    else say(`The ledger holds: ${entries} entries, the last with hash ${headHash}.`);
    return firstBroken === null;
  },
};
