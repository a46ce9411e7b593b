/** Words of calendars that look like an authority and are none. */
const noAuthorities = new Set(
  "TEL PHONE FAX PAGER BLEEP EXT DECT MOBILE ROOM MAILTO HTTP HTTPS SIP TEAMS ZOOM UID ID URN NOTE TIME".split(
    " ",
  ),
);
const registrationLike =
  /(?<![A-Za-z0-9-])([A-Z][A-Z0-9-]{1,15}):([A-Za-z0-9./-]{0,31}\d[A-Za-z0-9./-]{0,31})/g;

/** Every "AUTHORITY:number" in a text, each once. */
export function registrationsIn(text: string | undefined): string[] {
  const found = [...(text ?? "").slice(0, 4_000).matchAll(registrationLike)].flatMap(
    ([, authority = "", number = ""]) => {
      const bare = number.replace(/[./-]+$/, "");
      return noAuthorities.has(authority) || bare.length > 32 ? [] : [`${authority}:${bare}`];
    },
  );
  return [...new Set(found)];
}

/** The words that are left of a text beside registrations; null for none. */
export function withoutNumbers(text: string): string | null {
  let rest = text;
  for (const each of registrationsIn(text)) rest = rest.replace(each, " ");
  return (
    plain(rest.replace(/\(\s*\)|\[\s*\]/g, " ").replace(/^[\s,;:+–-]+|[\s,;:+–-]+$/g, "")) || null
  );
}

/** A value as one line of text: without outer blanks and doubled ones inside. */
export function plain(value: unknown): string {
  return String(value ?? "")
    .replace(/\s+/g, " ")
    .trim();
}
