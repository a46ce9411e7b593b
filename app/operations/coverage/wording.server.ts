import type { Content } from "#app/domain/content.ts";
import { nameOfCode } from "#app/domain/content.ts";
import { hasWords, say } from "#app/domain/copy.ts";
import type { UnitFacts } from "#app/domain/coverage/facts.ts";
import type { Notice } from "#app/domain/coverage/notice.ts";
import type { Reason } from "#app/domain/coverage/reason.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { localParts } from "#app/domain/time/wall-time.ts";

export type Wording = {
  readonly reason: (reason: Reason) => string;
  readonly notice: (notice: Notice) => string;
};

/** Sentences for reasons and notices about one unit, with the people, codes and times they rest on. */
export function wordingFor(content: Content, { people, unit }: Pick<UnitFacts, "people" | "unit">) {
  const sentence = (
    section: "reasons" | "notices",
    { code, practitioner, values }: Reason | Notice,
  ) => {
    const who = practitioner ? (people.get(practitioner)?.name ?? practitioner) : "Somebody";
    const told = spoken(content, values ?? {}, unit.timeZone);
    told.who = who;
    return say(content.copy, `${section}.${variant(content, section, code, values ?? {})}`, told);
  };
  return {
    reason: (reason) => sentence("reasons", reason),
    notice: (notice) => sentence("notices", notice),
  } satisfies Wording;
}

type Values = NonNullable<Reason["values"]>;

const kinds = ["hoped", "source", "asked", "licence", "privilege", "post"];

/** Some codes read otherwise by what is known: `roster_stale` of a source, `nobody_rostered` of too few. */
function variant(content: Content, section: string, code: string, values: Values): string {
  const isFew = Number(values.found ?? 0) > 0;
  for (const kind of isFew ? ["few", ...kinds] : kinds) {
    if (kind !== "few" && !(kind in values)) continue;
    if (hasWords(content.copy, `${section}.${code}_of_${kind}`)) return `${code}_of_${kind}`;
  }
  return code;
}

function spoken(content: Content, values: Values, zone: string): Record<string, string | number> {
  const told: Record<string, string | number> = { ...values };
  if ("endsAt" in values) told.endsAt = localText(values.endsAt as Instant, zone);
  if ("post" in values) told.post = say(content.copy, `posts.${values.post}`).toLowerCase();
  for (const name of ["asked", "privilege"]) {
    if (name in values) told[name] = codeWords(content, String(values[name]));
  }
  return told;
}

function codeWords(content: Content, code: string): string {
  const words = nameOfCode(content, code);
  return words === code ? code : `${code} (${words})`;
}

/** "22 Nov 02:00" on the unit's own clock. */
function localText(at: Instant, zone: string): string {
  const { day, month, hour, minute } = localParts(at, zone);
  const two = (n: number) => String(n).padStart(2, "0");
  const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  return `${day} ${months[month - 1]} ${two(hour)}:${two(minute)} (${zone})`;
}
