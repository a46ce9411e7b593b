/** The one list of what people and machines can be (see policy.ts for what each may do). */
export const roles = [
  "fellow",
  "assessor",
  "committee_member",
  "programme_director",
  "ecmo_director",
  "mcs_director",
  "registrar",
  "unit_lead",
  "auditor",
  "administrator",
] as const;
export type Role = (typeof roles)[number];

/** Where a grant holds. A unit or programme lies in an organisation, which a wider grant includes. */
export const scopeKinds = ["everywhere", "organisation", "programme", "unit"] as const;
export type ScopeKind = (typeof scopeKinds)[number];
