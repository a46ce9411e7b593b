import { createHash, randomBytes } from "node:crypto";
import { pairingTime, readPairingCode, screenState } from "#app/domain/coverage/board-device.ts";
import type { Actor } from "#app/domain/people/grant.ts";
import { failuresMax, windowAt } from "#app/domain/people/sign-in-limit.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Instant, later, minute } from "#app/domain/time/instant.ts";
import { deviceByHash, noteDeviceSeen, pairOnce } from "#db/store/board-devices.server.ts";
import { countTry, uncountTry } from "#db/store/people/rate-limits.server.ts";
import type { House } from "../../context.server.ts";
import { unlessAway } from "../../unless-away.server.ts";
import { codeHash, screenHash } from "./screen-keys.server.ts";

export type PairedScreen = {
  /** For the screen's cookie; only its hash is kept. */
  readonly key: string;
  readonly unitCode: string;
  readonly seconds: number;
};

/**
 * Exchanges a code for what lets the screen in. Only a button does so, since programs that preview links
 * look at them, too. It is no act: that the screen may be paired was recorded when it was added.
 *
 * Refusals: `screen_code_over` for a code that is unknown, used or too old, and which of them is not told;
 * `too_many_tries` from one address.
 */
export function pairScreen(
  house: House,
  typed: string,
  address: string,
): Promise<Result<PairedScreen>> {
  return unlessAway(async () => {
    const now = house.clock.now();
    const window = windowAt(now);
    const who = `screen:${createHash("sha256").update(address).digest("base64url")}`;
    const tries = await countTry(house.db, who, window.start);
    if (tries > failuresMax.address) return refuse("too_many_tries", { seconds: window.seconds });
    const code = readPairingCode(typed);
    const key = randomBytes(32).toString("base64url");
    const hash = screenHash(key);
    const given = { hash: codeHash(code ?? ""), since: later(now, -pairingTime) };
    const paired = code !== null && (await pairOnce(house.db, given, { hash, now }));
    const screen = paired ? await deviceByHash(house.db, hash) : null;
    if (!screen) return refuse("screen_code_over");
    await uncountTry(house.db, who, window.start);
    const seconds = Math.floor((screen.expiresAt - now) / 1_000);
    house.log.info({ screenId: screen.id, unit: screen.unitCode }, "a screen was paired");
    return allow({ key, unitCode: screen.unitCode, seconds });
  });
}

export type ScreenActor = Extract<Actor, { kind: "board_device" }> & { readonly unitCode: string };

/**
 * The screen that holds this key, as long as it is paired.
 * @returns refusal `screen_let_go` when it is unknown, expired or revoked.
 */
export function screenActor(house: House, key: string): Promise<Result<ScreenActor>> {
  return unlessAway<ScreenActor>(async () => {
    const now = house.clock.now();
    const found = await deviceByHash(house.db, screenHash(key));
    if (!found || screenState(found, now) !== "paired") return refuse("screen_let_go");
    if (found.lastSeenAt === null || found.lastSeenAt < now - minute) note(house, found.id, now);
    const { id, name, unitId, unitCode } = found;
    return allow({ kind: "board_device", id, name, unitId, unitCode });
  });
}

/** The board does not wait for it. */
function note(house: House, id: string, now: Instant) {
  noteDeviceSeen(house.db, id, now).catch((error) => {
    house.log.warn({ err: error, screenId: id }, "that a screen was seen was not noted");
  });
}
