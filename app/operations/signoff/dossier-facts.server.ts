import { isId } from "#app/domain/ids.ts";
import type { Transaction } from "#db/client.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import type { Context } from "../context.server.ts";
import type { Showable } from "./gather.server.ts";

export type FactRow = {
  readonly id: string;
  readonly kind: "case" | "case_list" | "practice" | "observation" | "record" | "credential";
  readonly what: string;
  readonly detail: string;
  readonly at: string | null;
  readonly by: string | null;
};

type Fact = Readonly<Record<string, string | number | boolean | null>>;

/** The signed facts, as rows that people read. */
export async function factRows(
  tx: Transaction,
  { content }: Context,
  { dossier }: Showable,
): Promise<FactRow[]> {
  const { release, facts } = dossier;
  const lists = facts as unknown as Readonly<Record<string, readonly Fact[]>>;
  const of = (key: string) => (Array.isArray(lists[key]) ? (lists[key] as readonly Fact[]) : []);
  const ids = [
    ...of("cases").map((each) => each.supervisor),
    ...of("observations").map((each) => each.assessor),
    ...of("statements").map((each) => each.statedBy),
  ];
  const names = await namesOf(
    tx,
    ids.filter((id): id is string => typeof id === "string" && isId(id)),
  );
  const nameOf = (id: Fact[string] | undefined) =>
    typeof id === "string" ? (names.get(id) ?? id) : null;
  const activity = (code: string) =>
    release.catalogue.activities.find((each) => each.code === code)?.name ?? code;
  const subject = (code: string) =>
    [...release.competencies, ...release.epas].find((each) => each.code === code)?.name ?? code;
  const roleName = (code: string) =>
    content.logRoles.find((each) => each.code === code)?.name ?? code;
  const text = (value: Fact[string] | undefined) => String(value ?? "");
  return [
    ...practiceRows(facts as unknown as Fact),
    ...of("cases").map(
      (each): FactRow => ({
        id: text(each.id),
        kind: each.activity ? "case" : "case_list",
        what: each.activity ? activity(text(each.activity)) : subject(text(each.id)),
        detail: each.role ? roleName(text(each.role)) : `${text(each.cases)} cases on the list`,
        at: each.performedAt ? text(each.performedAt) : null,
        by: nameOf(each.supervisor),
      }),
    ),
    ...of("observations").map(
      (each): FactRow => ({
        id: text(each.id),
        kind: "observation",
        what: subject(text(each.of)),
        detail: `Level ${text(each.level)}`,
        at: text(each.observedAt),
        by: each.institution
          ? `${text(each.assessor)}, ${text(each.institution)}`
          : nameOf(each.assessor),
      }),
    ),
    ...of("records").map(
      (each): FactRow => ({
        id: text(each.id),
        kind: "record",
        what: text(each.code),
        detail: text(each.kind).replaceAll("_", " "),
        at: text(each.completedAt),
        by: null,
      }),
    ),
    ...of("statements").map(
      (each): FactRow => ({
        id: text(each.id),
        kind: "practice",
        what: `Statement of ${text(each.unit)}`,
        detail: each.openRestriction ? "An open restriction" : "No open restriction",
        at: text(each.statedAt),
        by: nameOf(each.statedBy),
      }),
    ),
    ...of("standing").map(
      (each): FactRow => ({
        id: text(each.id),
        kind: "credential",
        what: text(each.code),
        detail: "In standing",
        at: null,
        by: null,
      }),
    ),
  ];
}

/** What an application on the practice pathway says beside its lists. */
function practiceRows({ practiceYears, unitHead, unitHeadLetterAt }: Fact): FactRow[] {
  if (practiceYears === undefined) return [];
  const row = { kind: "practice" as const };
  return [
    {
      ...row,
      id: "years",
      what: "Years of practice",
      detail: `${practiceYears}`,
      at: null,
      by: null,
    },
    {
      ...row,
      id: "letter",
      what: "Letter of the head of the unit",
      detail: "On file",
      at: String(unitHeadLetterAt),
      by: String(unitHead),
    },
  ];
}
