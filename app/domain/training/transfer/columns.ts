import { plain } from "./sheet.ts";

/** What a column of a past log can tell. */
export const importFields = [
  "date",
  "time",
  "activity",
  "role",
  "setting",
  "supervisor",
  "devices",
  "access",
  "contexts",
  "scenario",
  "hours",
  "scaiStage",
  "complicationGrade",
  "complications",
] as const;
export type ImportField = (typeof importFields)[number];

/** As people read them. */
export const importLabels: Readonly<Record<ImportField, string>> = {
  date: "Date",
  time: "Time of day",
  activity: "What you did",
  role: "Your part",
  setting: "Where",
  supervisor: "Supervisor",
  devices: "Devices",
  access: "Access",
  contexts: "Circumstances",
  scenario: "Scenario",
  hours: "Hours of care",
  scaiStage: "SCAI stage",
  complicationGrade: "Complication, how grave",
  complications: "Complications",
};

/**
 * Names of columns as logbooks write them, most telling first: our own export, the ACVC procedure log,
 * and what common portfolios and spreadsheets call them, in English, German, French, Spanish, Italian.
 */
const names: Readonly<Record<ImportField, readonly string[]>> = {
  date: [
    "date",
    "case date",
    "procedure date",
    "date of procedure",
    "performed on",
    "performed",
    "day",
    "datum",
    "fecha",
    "data",
    "date de la procedure",
    "date performed",
    "date time",
    "datetime",
    "event date",
  ],
  time: ["time", "start time", "time of procedure", "uhrzeit", "zeit", "heure", "hora", "ora"],
  activity: [
    "activity code",
    "activity",
    "procedure",
    "procedure name",
    "procedure type",
    "case type",
    "topic",
    "type of procedure",
    "intervention",
    "operation",
    "skill",
    "eingriff",
    "prozedur",
    "massnahme",
    "acte",
    "procedimiento",
    "procedura",
  ],
  role: [
    "role",
    "your part",
    "fellow role",
    "operator role",
    "level of involvement",
    "involvement",
    "supervision level",
    "level of supervision",
    "level of competence",
    "operator",
    "rolle",
    "participation",
    "rol",
    "ruolo",
  ],
  setting: [
    "setting",
    "where",
    "location",
    "place",
    "unit",
    "ward",
    "department",
    "site",
    "ort",
    "station",
    "lieu",
    "lugar",
    "sede",
  ],
  supervisor: [
    "supervisor",
    "supervisor name",
    "supervising physician",
    "trainer",
    "attending",
    "faculty",
    "preceptor",
    "assessor",
    "betreuer",
    "oberarzt",
    "superviseur",
    "tutor",
    "supervised by",
  ],
  devices: ["devices", "device", "equipment", "gerat", "dispositif", "dispositivo"],
  access: ["access", "access site", "site of access", "vascular access", "zugang", "acces"],
  contexts: ["contexts", "context", "circumstances", "circumstance", "umstande", "contexte"],
  scenario: ["scenario", "szenario"],
  hours: ["hours", "hours of care", "duration hours", "stunden", "heures"],
  scaiStage: ["scai stage", "scai", "shock stage"],
  complicationGrade: [
    "complication grade",
    "severity of complication",
    "complication severity",
    "grade of complication",
  ],
  complications: ["complications", "complication", "adverse events", "komplikationen"],
};

/** Columns that name or describe a patient, and free text: never read, never carried on. */
const identifying: readonly RegExp[] = [
  /\b(mrn|nhs|ssn|pid|svnr|ahv|upi)\b/,
  /\b(patient|pat|pt)s? ?(name|id|identifier|nr|no|number|initials|unique|dob|age|sex|gender|code|hash)\b/,
  /\b(patient unique identifier|unique identifier|patient)\b/,
  /\b(medical|hospital|case|record|chart|admission|episode|encounter|accession|fall)s? ?(record )?(no|nr|num|number|nummer|id|identifier)\b/,
  /\b(fallnummer|patientennummer|geburtsdatum|geburtstag|geburtsname|nachname|vorname|initialen)\b/,
  /\b(dob|date of birth|birth ?date|birthday|birth|born|initials|first name|last name|surname|family name|given name|forename)\b/,
  /\b(address|postcode|zip|phone|telephone|mobile|insurance)\b/,
  /\b(age|sex|gender|ethnicity|race|alter|geschlecht)\b/,
  /\b(notes?|comments?|remarks?|reflections?|description|narrative|free ?text|summary|history|diagnosis|indication|outcome|details|findings|bemerkung(en)?|kommentar|diagnose|indikation|remarques|observations?)\b/,
  /^(name|nom|nombre|nome|id)$/,
];

export function isIdentifying(column: string): boolean {
  const name = plain(column);
  return identifying.some((each) => each.test(name));
}

export type Columns = Partial<Record<ImportField, string>>;

/** The likely column for each field: an exact name first, then one that contains it; each column once. */
export function guessColumns(header: readonly string[]): Columns {
  const found: Columns = {};
  const taken = new Set<string>();
  for (const matches of [equals, contains]) {
    for (const field of importFields) {
      if (found[field] !== undefined) continue;
      const column = names[field]
        .flatMap((name) => header.filter((each) => !taken.has(each) && matches(plain(each), name)))
        .at(0);
      if (column === undefined) continue;
      found[field] = column;
      taken.add(column);
    }
  }
  return found;
}

const equals = (column: string, name: string) => column === name;
const contains = (column: string, name: string) => ` ${column} `.includes(` ${name} `);
