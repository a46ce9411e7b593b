import { loadContent } from "#app/adapters/content.server.ts";
import { instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { type ImportFrame, judgeRows } from "#app/domain/training/transfer/judge.ts";
import {
  dictionaryOf,
  type ImportMapping,
  noMapping,
} from "#app/domain/training/transfer/mapping.ts";
import type { Sheet } from "#app/domain/training/transfer/sheet.ts";

const content = loadContent();

export const okafor = {
  id: "person-okafor",
  name: "Dr Ada Okafor",
  email: "ada@north.example",
  registrations: ["GMC:7012345"],
};

export const frame: ImportFrame = {
  fellowId: "person-fellow",
  during: interval(instant(Date.parse("2026-01-01T00:00:00Z"))),
  release: content.current,
  roles: content.logRoles,
  zone: "Europe/Berlin",
  now: instant(Date.parse("2026-11-22T12:00:00Z")),
  precision: "minute",
  log: [],
  dictionary: dictionaryOf(content.current, content.logRoles, [okafor]),
  idOf: (line) => `case-${line}`,
};

/** A file as it was read: lines of cells under a header, each line "a | b | c". */
export function sheetOf(header: string, ...lines: string[]): Sheet {
  const cells = (line: string) => line.split("|").map((each) => each.trim());
  return {
    header: cells(header),
    rows: lines.map((line, i) => ({ line: i + 2, cells: cells(line) })),
    misshapen: [],
    ignored: [],
    encoding: "UTF-8",
    delimiter: "comma",
  };
}

export const columns = { date: "Date", time: "Time", activity: "Procedure", role: "Role" } as const;

export function mappingWith(changed: Partial<ImportMapping> = {}): ImportMapping {
  return { ...noMapping, columns: { ...columns }, setting: "cicu", ...changed };
}

export function judged(
  lines: readonly string[],
  mapping: ImportMapping = mappingWith(),
  changed: Partial<ImportFrame> = {},
  header = "Date | Time | Procedure | Role | Supervisor",
) {
  return judgeRows(sheetOf(header, ...lines), mapping, { ...frame, ...changed });
}
