import type { CredentialTimeline } from "../credential/standing.ts";
import type {
  Assignment,
  Publication,
  RegistrationFact,
  RosterSource,
} from "../roster/publication.ts";
import type { Instant, Interval } from "../time/interval.ts";
import type { StaffingRule, UnitTier } from "./rule.ts";

export type { Assignment, Publication, RegistrationFact, RosterSource };

/**
 * Everything an answer about one unit rests on, already cut to what the record held at `knownAt`
 * (`recordedAt` ≤ knownAt). Valid time is kept in each fact, so the same value serves every instant.
 */
export type UnitFacts = {
  readonly knownAt: Instant;
  readonly unit: UnitFact;
  /** Tier rules, guard and the unit's own: in force while their interval holds. */
  readonly ruleSets: readonly RuleSetInForce[];
  readonly settings: UnitSettings;
  readonly sources: readonly RosterSource[];
  readonly states: readonly UnitState[];
  /** Every person whom a registration, an appointment or a hub's roster can bring into the answer. */
  readonly people: ReadonlyMap<string, PersonFacts>;
  /** Registration "AUTHORITY:number" → who holds it, and when. */
  readonly registrations: readonly RegistrationFact[];
  /** On-site duty of the same people at other units of another site, and how fresh that roster is. */
  readonly elsewhere: readonly ElsewhereDuty[];
  /** When what other units say of people will be too old, if nobody confirms it. */
  readonly ageing?: readonly AgeingDuty[];
  readonly hubs: readonly Hub[];
};

export type UnitFact = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly site: string;
  readonly jurisdiction: string;
  readonly timeZone: string;
  readonly contact: string | null;
  /** Tier and services may change over time; exactly one holds at an instant of the unit's life. */
  readonly profiles: readonly {
    readonly during: Interval;
    readonly tier: UnitTier;
    readonly services: ReadonlySet<string>;
  }[];
};

export type RuleSetInForce = {
  readonly id: string;
  readonly version: string;
  /** "unit" rules are matched together; "guard" rules on their own. */
  readonly group: "unit" | "guard";
  readonly rules: readonly StaffingRule[];
  readonly during: Interval;
};

export type UnitSettings = {
  readonly maxAgeMs: Readonly<Record<"pulled" | "pushed" | "uploaded" | "state", number>>;
  /** Minutes since local midnight. */
  readonly day: { readonly startMinute: number; readonly endMinute: number };
  /** Weekly, local: ISO weekday 1–7 and minutes since midnight; null where the unit set none. */
  readonly serviceHours:
    | readonly {
        readonly weekday: number;
        readonly startMinute: number;
        readonly endMinute: number;
      }[]
    | null;
  readonly onSiteRulesPerPerson: number;
  readonly onCallRulesPerPerson: number;
};

export type UnitState = {
  readonly recordedAt: Instant;
  readonly validUntil: Instant;
  readonly counts: Readonly<Partial<Record<"ecmo_patients" | "beds_occupied", number>>>;
};

export type PersonFacts = {
  readonly id: string;
  readonly name: string;
  /** As shown in answers: the registration they are rostered or known by. */
  readonly registration: string | null;
  readonly contact: string | null;
  /** Licences by jurisdiction; `readable: false` where the source could not be read. */
  readonly licences: readonly {
    readonly jurisdiction: string;
    readonly during: Interval;
    readonly readable: boolean;
  }[];
  /** One for each credential, outside credential and entrustment the person ever had. */
  readonly credentials: readonly CredentialTimeline[];
  readonly privileges: readonly {
    readonly unitId: string;
    readonly code: string;
    readonly during: Interval;
  }[];
  readonly appointments: readonly {
    readonly unitId: string;
    readonly post: string;
    readonly during: Interval;
  }[];
};

export type ElsewhereDuty = {
  readonly personId: string;
  readonly unitCode: string;
  readonly site: string;
  readonly during: Interval;
  readonly fresh: boolean;
};

/** Duty or leave elsewhere, and from when its roster is too old to prove it. */
export type AgeingDuty = {
  readonly personId: string;
  readonly during: Interval;
  readonly staleFrom: Instant;
};

/** A unit whose people may meet this unit's `remote` rules while the agreement lasts. */
export type Hub = {
  readonly unitId: string;
  readonly code: string;
  /** Where its on-site people are: needed to see who is on site in two places at once. */
  readonly site: string;
  readonly during: Interval;
  readonly sources: readonly RosterSource[];
  readonly maxAgeMs: UnitSettings["maxAgeMs"];
};
