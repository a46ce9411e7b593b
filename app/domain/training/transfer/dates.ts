/** In which order a file writes day and month; `iso` needs no saying. */
export const dateOrders = ["dmy", "mdy"] as const;
export type DateOrder = (typeof dateOrders)[number];

export type ReadDate =
  | {
      readonly kind: "read";
      readonly date: string;
      readonly time: string | null;
      /** Only the month was written; the day is its first. */
      readonly monthOnly?: true;
    }
  /** 03/04/2024: the third of April or the fourth of March. */
  | { readonly kind: "ambiguous" }
  | { readonly kind: "unreadable" };

const unreadable = { kind: "unreadable" } as const;
const months = [
  ["jan", "janv", "ene", "gen"],
  ["feb", "fev", "febr"],
  ["mar", "mrz", "maerz", "marz", "mars"],
  ["apr", "avr", "abr"],
  ["may", "mai", "mag"],
  ["jun", "juin", "giu"],
  ["jul", "juil", "lug"],
  ["aug", "aout", "ago"],
  ["sep", "sept", "set"],
  ["oct", "okt", "ott"],
  ["nov"],
  ["dec", "dez", "dic"],
];

/**
 * A day, perhaps with a time of day, as people and spreadsheets write it.
 *
 * @param order  Which of day and month comes first; null while nobody said so.
 * @returns The date as "2024-04-03" and the time as "08:30".
 */
export function readDate(text: string, order: DateOrder | null): ReadDate {
  const [, first = "", rest = ""] = /^(.*?)(?:[T ,]+(\d{1,2}[:.h]\d.*))?$/i.exec(text.trim()) ?? [];
  const time = rest === "" ? null : readTime(rest);
  if (rest !== "" && time === null) return unreadable;
  const month = /^(\d{4})[-./](\d{1,2})$/.exec(first);
  if (month) return monthOf(dated(Number(month[1]), Number(month[2]), 1, null));
  const numbers = /^(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})\.?$/.exec(first);
  if (numbers) {
    const [a = 0, b = 0, c = 0] = numbers.slice(1).map(Number);
    if (numbers[1]?.length === 4) return dated(a, b, c, time);
    if (numbers[1]?.length === 3 || ![2, 4].includes(numbers[3]?.length ?? 0)) return unreadable;
    const dotted = first.includes(".") ? "dmy" : null;
    return dayAndMonth(a, b, fullYear(c), dotted ?? order, time);
  }
  return named(first, time);
}

function monthOf(found: ReadDate): ReadDate {
  return found.kind === "read" ? { ...found, monthOnly: true } : found;
}

/** Two digits mean this century: no fellow logged before it. */
const fullYear = (year: number) => (year < 100 ? 2000 + year : year);

function dayAndMonth(
  a: number,
  b: number,
  year: number,
  order: DateOrder | null,
  time: string | null,
): ReadDate {
  if (order === "dmy") return dated(year, b, a, time);
  if (order === "mdy") return dated(year, a, b, time);
  if (a === b || b > 12) return dated(year, b > 12 ? a : b, b > 12 ? b : a, time);
  if (a > 12) return dated(year, b, a, time);
  return { kind: "ambiguous" };
}

/** "3 Apr 2024", "3-Apr-24", "April 3, 2024". */
function named(text: string, time: string | null): ReadDate {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[ .-]*([a-z]{3,})[ .,-]*(\d{4}|\d{2})$/.exec(plain);
  const monthFirst = /^([a-z]{3,})[ .-]*(\d{1,2})(?:st|nd|rd|th)?[ .,-]+(\d{4})$/.exec(plain);
  const [day, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  const month = months.findIndex((each) => each.some((start) => name?.startsWith(start))) + 1;
  return month > 0 ? dated(fullYear(Number(year)), month, Number(day), time) : unreadable;
}

function dated(year: number, month: number, day: number, time: string | null): ReadDate {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (day < 1 || day > days || year < 1900 || year > 2999) return unreadable;
  const two = (value: number) => String(value).padStart(2, "0");
  return { kind: "read", date: `${year}-${two(month)}-${two(day)}`, time };
}

/** A time of day as "08:30"; null for what is none. */
export function readTime(text: string): string | null {
  const [, h, m = "00", half] =
    /^(\d{1,2})(?:[:.h](\d{2}))?(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.|h|uhr|z)?$/i.exec(
      text.trim(),
    ) ?? [];
  if (h === undefined) return null;
  const afternoon = /^p/i.test(half ?? "");
  const morning = /^a/i.test(half ?? "");
  let hour = Number(h);
  if ((afternoon || morning) && (hour < 1 || hour > 12)) return null;
  if (afternoon || morning) hour = (hour % 12) + (afternoon ? 12 : 0);
  if (hour > 23 || Number(m) > 59) return null;
  return `${String(hour).padStart(2, "0")}:${m}`;
}
