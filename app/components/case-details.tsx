import { findActivity } from "#app/domain/curriculum/release.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import type { CaseEvidence } from "#app/domain/training/evidence.ts";
import { KeyValues } from "./key-values.tsx";
import { Moment } from "./moment.tsx";

/** A case in words, made where the catalogue is at hand. */
export type CaseWords = {
  readonly id: string;
  readonly title: string;
  readonly at: number;
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
    zone,
    lines: lines.filter((each) => each.value !== ""),
  };
}

export function CaseDetails({ entry, fellow }: { entry: CaseWords; fellow?: string }) {
  return (
    <KeyValues
      items={[
        ...(fellow ? [{ label: "Fellow", value: fellow }] : []),
        { label: "When", value: <Moment at={entry.at} zone={entry.zone} /> },
        ...entry.lines,
      ]}
    />
  );
}
