import { findActivity } from "#app/domain/curriculum/release.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import type { CaseEvidence } from "#app/domain/training/evidence.ts";
import { KeyValues } from "./key-values.tsx";
import { dayWords, Moment, momentWords, monthWords } from "./moment.tsx";

/** A case in words, made where the catalogue is at hand. */
export type CaseWords = {
  readonly id: string;
  readonly title: string;
  readonly at: number;
  readonly precision: CaseEvidence["datePrecision"];
  readonly zone: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
};

type Named = CaseEvidence & { readonly fellowName: string; readonly supervisorName: string | null };
type Scales = {
  readonly logRoles: readonly { readonly code: string; readonly name: string }[];
  readonly complicationGrades: readonly { readonly code: string; readonly name: string }[];
};

export function caseWords(
  { logRoles, complicationGrades }: Scales,
  { catalogue, ...release }: Release,
  entry: Named,
  zone: string,
): CaseWords {
  const named = (items: readonly { code: string; name: string }[], codes: readonly string[]) =>
    codes.map((code) => items.find((each) => each.code === code)?.name ?? code).join(", ");
  const grade = named([...complicationGrades], [entry.complicationGrade]);
  const complications = named(catalogue.complications, entry.complications);
  const lines = [
    { label: "Part in it", value: named([...logRoles], [entry.role]) },
    { label: "Where", value: named(catalogue.settings, [entry.setting]) },
    { label: "Supervisor", value: entry.supervisorName ?? "" },
    { label: "Devices", value: named(catalogue.devices, entry.devices) },
    { label: "Access", value: named(catalogue.access, entry.access) },
    { label: "Circumstances", value: named(catalogue.contexts, entry.contexts) },
    {
      label: "Scenario",
      value: named(catalogue.scenarios, entry.scenario ? [entry.scenario] : []),
    },
    { label: "Hours of care", value: entry.hours === null ? "" : `${entry.hours}` },
    { label: "SCAI stage", value: entry.scaiStage ?? "" },
    { label: "Complication", value: complications ? `${grade}: ${complications}` : grade },
  ];
  return {
    id: entry.id,
    title: findActivity({ catalogue, ...release }, entry.activity)?.name ?? entry.activity,
    at: entry.performedAt,
    precision: entry.datePrecision,
    zone,
    lines: lines.filter((each) => each.value !== ""),
  };
}

/** "Sun 22 Nov 2026, 03:12 CET", "22 Nov 2026" or "November 2026": no more than is kept. */
export function caseTimeWords({ at, precision, zone }: Kept): string {
  if (precision === "month") return monthWords(at, zone);
  return precision === "day" ? dayWords(at, zone) : momentWords(at, zone);
}

/** The same for a list, which names the day at most. */
export function caseDayWords({ at, precision, zone }: Kept): string {
  return precision === "month" ? monthWords(at, zone) : dayWords(at, zone);
}

type Kept = Pick<CaseWords, "at" | "precision" | "zone">;

/** A line of a case that a correction changed; empty where it was or became nothing. */
export type CaseChange = { readonly label: string; readonly was: string; readonly is: string };

/** What differs between two versions of a case, in the order of the form. */
export function caseChanges(before: CaseWords, after: CaseWords): CaseChange[] {
  const lines = (words: CaseWords) => [
    { label: "What", value: words.title },
    { label: "When", value: caseTimeWords(words) },
    ...words.lines,
  ];
  const [was, is] = [lines(before), lines(after)];
  const labels = new Set([...is, ...was].map((each) => each.label));
  const valueIn = (all: typeof is, label: string) =>
    all.find((each) => each.label === label)?.value ?? "";
  return [...labels]
    .map((label) => ({ label, was: valueIn(was, label), is: valueIn(is, label) }))
    .filter((each) => each.was !== each.is);
}

export function CaseDetails({ entry, fellow }: { entry: CaseWords; fellow?: string }) {
  const { at, zone, precision } = entry;
  const when = precision === "minute" ? <Moment at={at} zone={zone} /> : caseTimeWords(entry);
  return (
    <KeyValues
      items={[
        ...(fellow ? [{ label: "Fellow", value: fellow }] : []),
        { label: "When", value: when },
        ...entry.lines,
      ]}
    />
  );
}
