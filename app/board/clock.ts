/** The browser's own clock, in milliseconds: also goes on while the screen sleeps. */
export function browserNow(): number {
  return Date.now();
}
