import { day, type Instant, later, minute } from "../time/instant.ts";

/** A code pairs one screen, once, within so long: it is read off one screen and typed into another. */
export const pairingTime = 15 * minute;

/** A screen stays paired for at most so many days: forgotten ones die. */
export const screenDaysMax = 366;
export const screenDaysUsual = 180;

/** Tabs or windows that one screen may keep live at once. */
export const liveMostOfOne = 4;

/** Letters and digits that nobody mistakes for one another when they stand on a wall. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const codeLength = 8;

/** "K7QM-3XWP": 40 random bits, of which each byte gives five. @param bytes  At least eight. */
export function pairingCode(bytes: Uint8Array): string {
  if (bytes.length < codeLength) throw new RangeError(`pairing code of ${bytes.length} bytes`);
  const code = [...bytes.slice(0, codeLength)].map((each) => letters[each % 32]).join("");
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The code as it was given out, however it was typed; null for what cannot be one. */
export function readPairingCode(typed: string): string | null {
  const plain = typed
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  if (plain.length !== codeLength || [...plain].some((each) => !letters.includes(each)))
    return null;
  return `${plain.slice(0, 4)}-${plain.slice(4)}`;
}

export type Screen = {
  readonly pairedAt: Instant | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
};

/** `waiting`: its code still works. `missed`: nobody used the code in time. */
export type ScreenState = "waiting" | "missed" | "paired" | "expired" | "revoked";

export function screenState(screen: Screen, now: Instant): ScreenState {
  if (screen.revokedAt !== null) return "revoked";
  if (screen.pairedAt === null)
    return now < later(screen.createdAt, pairingTime) ? "waiting" : "missed";
  return now < screen.expiresAt ? "paired" : "expired";
}

/** When a screen that is paired for so many days is let go. */
export function screenExpiry(now: Instant, days: number): Instant {
  return later(now, days * day);
}
