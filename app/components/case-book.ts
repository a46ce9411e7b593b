import type { Option } from "./choice.tsx";

/** What can be said of a case for one activity; codes are named in `CaseBook.names`. */
export type ActivityPage = {
  readonly name: string;
  readonly simulated: boolean;
  readonly asksHours: boolean;
  /** The curriculum asks for cases of a kind: these decide it and stand open. */
  readonly asksDevices: boolean;
  readonly asksContexts: boolean;
  readonly devices: readonly string[];
  readonly access: readonly string[];
  readonly contexts: readonly string[];
  readonly scenarios: readonly string[];
  readonly complications: readonly string[];
  /** Keys of `CaseBook.fills`. */
  readonly fills: readonly string[];
};

/** What a case would fill of one competency or EPA. */
export type Fill = {
  readonly name: string;
  /** Null where only circumstances are asked for. */
  readonly title: string | null;
  /** Whether anything is missing that such a case fills. */
  readonly isOpen: boolean;
  /** Kinds of case, scenarios and hours that are missing besides. */
  readonly missing: readonly string[];
  /** What it fills besides under some circumstance, night and weekend included. */
  readonly inContext: readonly {
    readonly context: string;
    readonly isOpen: boolean;
    readonly words: string;
  }[];
};

/** What stands in the form before anything is chosen. */
export type GivenCase = {
  readonly role?: string;
  readonly setting?: string;
  readonly supervisorId?: string;
  readonly devices: readonly string[];
  readonly access: readonly string[];
  readonly contexts: readonly string[];
  readonly scenario?: string;
  readonly hours?: string;
  readonly scaiStage?: string;
  readonly complicationGrade?: string;
  readonly complications: readonly string[];
};

type Named = "devices" | "access" | "contexts" | "scenarios" | "complications";

/** All that logging needs in one page, so that it works from a kept copy without asking again. */
export type CaseBook = {
  readonly fellowshipId: string;
  readonly zone: string;
  /** When the page was made, in milliseconds and on the programme's clock. */
  readonly at: number;
  readonly now: string;
  readonly datePrecision: "minute" | "day" | "month";
  readonly roles: readonly Option[];
  /** Roles that add nothing to the number of cases. */
  readonly idleRoles: readonly string[];
  /** Those of late first; `recent` says how many. */
  readonly settings: readonly Option[];
  readonly supervisors: readonly Option[];
  readonly recent: { readonly settings: number; readonly supervisors: number };
  readonly grades: readonly Option[];
  readonly stages: readonly Option[];
  readonly names: Readonly<Record<Named, Readonly<Record<string, string>>>>;
  readonly activities: Readonly<Record<string, ActivityPage>>;
  readonly fills: Readonly<Record<string, Fill>>;
  /** The last answers for each activity that was logged before, and those of the last case of all. */
  readonly before: Readonly<Record<string, GivenCase>>;
  readonly last: GivenCase | null;
};

/** What a form for a case of one activity offers. */
export type CaseFormProps = Pick<
  CaseBook,
  | "fellowshipId"
  | "zone"
  | "at"
  | "now"
  | "datePrecision"
  | "roles"
  | "idleRoles"
  | "settings"
  | "supervisors"
  | "recent"
  | "grades"
  | "stages"
> &
  Pick<ActivityPage, "simulated" | "asksHours" | "asksDevices" | "asksContexts"> &
  Readonly<Record<Named, readonly Option[]>> & {
    readonly activity: string;
    readonly title: string;
    readonly fills: readonly Fill[];
    readonly given: GivenCase;
  };

const none: GivenCase = { devices: [], access: [], contexts: [], complications: [] };

/** The page of one activity; null for one that the catalogue lacks. */
export function caseFormOf(book: CaseBook, activity: string): CaseFormProps | null {
  const page = Object.hasOwn(book.activities, activity) ? book.activities[activity] : undefined;
  if (!page) return null;
  const { activities: _, fills, before, last, names, ...shared } = book;
  const offered = (kind: Named) =>
    page[kind].map((code) => ({ value: code, label: names[kind][code] ?? code }));
  const { name: title, simulated, asksHours, asksDevices, asksContexts } = page;
  return {
    ...shared,
    ...{ activity, title, simulated, asksHours, asksDevices, asksContexts },
    devices: offered("devices"),
    access: offered("access"),
    contexts: offered("contexts"),
    scenarios: offered("scenarios"),
    complications: offered("complications"),
    fills: page.fills.flatMap((key) => fills[key] ?? []),
    given: before[activity] ?? firstGiven(last, simulated),
  };
}

/** Who logs something for the first time probably did it as the last case, where and with whom. */
function firstGiven(last: GivenCase | null, simulated: boolean): GivenCase {
  const setting = simulated ? "simulation_centre" : last?.setting;
  const real = setting !== "simulation_centre" || simulated ? setting : undefined;
  return { ...none, role: last?.role, supervisorId: last?.supervisorId, setting: real };
}
