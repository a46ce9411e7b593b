/** The browser's own clock, in milliseconds: it says when something was kept, never when it happened. */
export function browserNow(): number {
  return Date.now();
}

const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** "22 Nov 2026, 04:12", on the clock of the device. */
export function timeWords(at: number): string {
  return words.format(at);
}
