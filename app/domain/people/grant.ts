import { holds, type Instant, type Interval } from "../time/interval.ts";
import type { Role, ScopeKind } from "./roles.ts";

/** A role for a time and a place. `organisationId`: the one its scope lies in, which widens nothing. */
export type Grant = {
  readonly id: string;
  readonly role: Role;
  readonly scopeKind: ScopeKind;
  readonly scopeId: string | null;
  readonly during: Interval;
};

/** Who asks. Machines carry scopes of their token; anonymous is the public; system is the portal itself. */
export type Actor =
  | {
      readonly kind: "person";
      readonly id: string;
      readonly name: string;
      readonly grants: readonly Grant[];
    }
  | {
      readonly kind: "machine";
      readonly id: string;
      readonly name: string;
      readonly scopes: readonly string[];
      /** Units it may ask about and write; null = every unit. */
      readonly unitIds: readonly string[] | null;
    }
  | {
      /** Somebody asked to assess, who came by a link: they may answer that one request. */
      readonly kind: "link";
      readonly id: string;
      readonly name: string;
      readonly requestId: string;
      readonly linkId: string;
      /** How they are known to be who they say: by what the link was handed over with. */
      readonly assurance: "account" | "verified_mail" | "in_person";
    }
  | {
      /** A screen on a unit's wall: it may show that unit's board, and nothing else. */
      readonly kind: "board_device";
      readonly id: string;
      readonly name: string;
      readonly unitId: string;
    }
  | { readonly kind: "system"; readonly id: null; readonly name: string }
  | { readonly kind: "anonymous"; readonly id: null; readonly name: string };

/** What a deed or question is about. A place names all that it lies in, so that wider grants are seen. */
export type Target = {
  readonly personId?: string;
  readonly programmeId?: string;
  readonly unitId?: string;
  readonly organisationId?: string;
  /** A request for an assessment, which a link may be for. */
  readonly requestId?: string;
};

/** Whether a grant reaches the target at an instant. A programme's grant never reaches its organisation. */
export function reaches(grant: Grant, target: Target, at: Instant): boolean {
  if (!holds(grant.during, at)) return false;
  switch (grant.scopeKind) {
    case "everywhere":
      return true;
    case "organisation":
      return grant.scopeId === target.organisationId;
    case "programme":
      return grant.scopeId === target.programmeId;
    case "unit":
      return grant.scopeId === target.unitId;
  }
}

/** The roles a person holds anywhere at an instant, without repeats, in the order of their grants. */
export function rolesAt(grants: readonly Grant[], at: Instant): Role[] {
  return [...new Set(grants.filter((g) => holds(g.during, at)).map((g) => g.role))];
}
