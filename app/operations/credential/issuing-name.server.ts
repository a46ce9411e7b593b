import { allow, type Result, refuse } from "#app/domain/result.ts";
import { anyPrepared } from "#db/store/credential/credentials.server.ts";
import type { House } from "../context.server.ts";
import { unlessAway } from "../unless-away.server.ts";

/**
 * Whether this house may issue in its name: credentials carry the portal's address for good, so another
 * address or another issuer would orphan every one of them.
 *
 * @returns refusal `issued_elsewhere` naming the address that credentials were issued under.
 */
export function mayIssueAs({ db, settings, signer }: House): Promise<Result<undefined>> {
  return unlessAway(async () => {
    const text = await db.transaction((tx) => anyPrepared(tx));
    if (text === null) return allow();
    const { id, issuer } = JSON.parse(text) as { id: string; issuer: { id: string } };
    const same = id.startsWith(`${settings.publicOrigin}/`) && issuer.id === signer.did;
    return same ? allow() : refuse("issued_elsewhere", { origin: new URL(id).origin });
  });
}
