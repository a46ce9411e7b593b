import { findPhoneNumbersInText } from "libphonenumber-js";
import { allow, type Result, refuse } from "../../result.ts";

/** What in a text could tell somebody who the patient is, with the words for it. */
export const identifiers = {
  mail_address: "an e-mail address",
  birth_date: "a date of birth",
  titled_name: "a name",
  record_number: "a record or case number",
  telephone: "a telephone number",
} as const;
export type IdentifierKind = keyof typeof identifiers;
export type Identifier = { readonly kind: IdentifierKind; readonly excerpt: string };

/** Longer texts are not read: an assessor's longest feedback is a tenth of this. */
export const freeTextMax = 20_000;

/**
 * Accepts a text that is stored with somebody's training. Refusals, with the field: `free_text_identifies`
 * (`kind`, `what` in words, `excerpt`), `free_text_too_long`.
 */
export function acceptFreeText(text: string, field: string): Result<string> {
  if (text.length > freeTextMax) return refuse("free_text_too_long", { field, max: freeTextMax });
  const found = findIdentifier(text);
  if (!found) return allow(text);
  const { kind, excerpt } = found;
  return refuse("free_text_identifies", { field, kind, what: identifiers[kind], excerpt });
}

/**
 * The first thing in a text that looks like it identifies a patient. It errs on the side of stopping a
 * number or a titled name, never an ordinary measurement: it cannot know a bare surname.
 */
export function findIdentifier(text: string): Identifier | null {
  const plain = text.normalize("NFKC").replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "");
  for (const { kind, pattern, unless } of patterns) {
    for (const { 0: excerpt } of plain.matchAll(pattern)) {
      if (!unless?.test(excerpt)) return { kind, excerpt: excerpt.trim() };
    }
  }
  return telephoneIn(plain);
}

type Pattern = {
  readonly kind: IdentifierKind;
  readonly pattern: RegExp;
  /** What looks alike and is none. */
  readonly unless?: RegExp;
};

const date = String.raw`(?:\d{1,2}[./-] ?\d{1,2}[./-] ?(?:\d{4}|\d{2})|\d{4}-\d\d?-\d\d?)`;
const monthName = String.raw`(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\p{L}*`;
/** No adult in intensive care today was born later; a later date is when something was done. */
const birthYear = String.raw`(?:19\d\d|200\d|201[0-2])`;
const bornWord = String.raw`(?:d\.?o\.?b\.?|date of birth|birth ?date|birthday|born(?: on)?|geb(?:\.|oren(?: am)?)?|geburtsdatum|née? le|nat[oa] il|\*)`;
const surname = String.raw`(?:(?:von|van|de|della?|di|da|le|la|zu|der|den|ter|ten) )*(?:[OD]['’])?\p{Lu}[\p{Ll}'’]+(?:-\p{Lu}\p{Ll}+)?`;
const title = String.raw`(?:Mr|Mrs|Ms|Miss|Mister|Herrn?|Frau|Monsieur|Madame|Mme|Mlle|Signora?|Señora?|Sra?\.|Sig\.|Dr|Prof|Professor|Sir|Lady)`;
const recordWord = String.raw`(?:mrn|m\.r\.n\.|(?:medical |patient |hospital |case |record |chart |unit |admission |encounter |insurance |social security |nhs |fall|patienten|aufnahme|versicherten)[- ]?(?:record )?(?:id|no|nr|num|number|nummer)|pat(?:ient)?[-. ]*(?:id|nr|no)|fallnr|fall-nr|pid|ssn|nhs|svnr|ahv|aadhaar)`;

/** After a word for it, six digits or more. */
const called =
  /(?<![\p{L}\d])(?:tel|telephone|phone|mobile|cell|call|ring|fax|pager|bleep|handy|telefon)[.:]* ?(?:no\.?|number|on)?:? ?[\d(+][\d ()/-]{5,}\d(?![.,]?\d)/giu;
/** An area code in brackets or with its trunk prefix 0, and groups or a run of digits after it. */
const dialled =
  /(?<![\p{L}\d]|[\d.,/+-] ?)(?:(?:\(0?\d{2,5}\) ?|0[1-9]\d{1,4}[ /-])\d{2,4}(?:[ /-]?\d{2,4}){1,4}|0[1-9]\d{7,11})(?![.,]?\d)/gu;

const patterns: readonly Pattern[] = [
  {
    kind: "mail_address",
    pattern: /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63})+/gu,
  },
  {
    kind: "birth_date",
    pattern: new RegExp(`(?<![\\p{L}\\d])${bornWord}:? ?(?:${date}|${birthYear}(?!\\d))`, "giu"),
  },
  {
    kind: "birth_date",
    pattern: new RegExp(
      `(?<![\\d.,/-])(?:\\d{1,2}[./-] ?\\d{1,2}[./-] ?${birthYear}|${birthYear}-\\d\\d?-\\d\\d?)(?![\\d/-])`,
      "gu",
    ),
  },
  {
    kind: "birth_date",
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(?:\\d{1,2}(?:st|nd|rd|th|\\.)? ?(?:of )?${monthName}|${monthName} \\d{1,2}(?:st|nd|rd|th)?),? ${birthYear}(?!\\d)`,
      "giu",
    ),
  },
  {
    kind: "record_number",
    pattern: new RegExp(
      `(?<![\\p{L}\\d])${recordWord}[.:#]*(?: is| was)? ?#?:? ?[\\p{L}]{0,3}[-/ ]?\\d[\\d -]{3,}`,
      "giu",
    ),
  },
  {
    kind: "titled_name",
    pattern: new RegExp(`(?<![\\p{L}\\d])${title}\\.? (?:${surname}|\\p{Lu}\\.)(?!\\p{L})`, "gu"),
    unless:
      / (?:The|Then|This|That|These|We|I|He|She|It|They|You|After|Before|But|And|In|On|At|No|Not|All|A|An|For|From|With|When|While|Anfang|Mitte|Ende)$/u,
  },
  {
    kind: "titled_name",
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(?:[Pp]atient(?:['’]s)? name|[Nn]ame of (?:the )?patient|[Nn]ame|[Nn]amed|[Pp]atient called):? (?:is )?${surname}`,
      "gu",
    ),
  },
  {
    // Hyphenated national numbers: AAA-GG-SSSS, YYMMDD-NNNN, 756.NNNN.NNNN.NN, 3-3-4 digits.
    kind: "record_number",
    pattern:
      /(?<![\d.,/+-])(?:\d{3}-\d{2}-\d{4}|(?:\d{2}){3,4}[-+]\d{4}|756\.\d{4}\.\d{4}\.\d{2}|\d{3}[ -]\d{3}[ -]\d{4})(?![\d.,/-]\d|\d)/gu,
  },
  { kind: "telephone", pattern: called },
  {
    // Seven digits or more in one run are no measurement; the numbers of studies and papers are exempt.
    kind: "record_number",
    pattern:
      /(?<![\p{L}\d.,/+-])(?:(?:NCT|PMID|PMC|ISRCTN|EudraCT|CRD):? ?|10\.\d{4,9}\/\S*)?\p{L}{0,3}[-/]?\d{7,}(?![.,]\d|\p{L}?\d)/gu,
    unless: /^(?:NCT|PMID|PMC|ISRCTN|EudraCT|CRD|10\.)|0{4}$/u,
  },
];

/** Numbers with a country code, and those that a trunk prefix or brackets show to be meant for dialling. */
function telephoneIn(text: string): Identifier | null {
  const [international] = findPhoneNumbersInText(text, { extended: false });
  if (international) {
    const { startsAt, endsAt } = international;
    return { kind: "telephone", excerpt: text.slice(startsAt, endsAt) };
  }
  const [national] = text.matchAll(dialled);
  return national ? { kind: "telephone", excerpt: national[0].trim() } : null;
}
