/** What a machine may be let do; worded in content/copy. */
export const tokenScopes = [
  "staffing:read",
  "roster:write",
  "register:read",
  "training:read",
] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** Scopes whose reach ends at the token's units; the others reach into records of no unit. */
const withinUnits: readonly TokenScope[] = ["staffing:read", "roster:write"];

/** Whether somebody who is responsible for the units alone may hand this token out. */
export function staysWithinUnits(
  scopes: readonly TokenScope[],
  unitIds: readonly string[] | null,
): boolean {
  return unitIds !== null && scopes.every((scope) => withinUnits.includes(scope));
}

/** A token lives for at most so many days: forgotten ones die. */
export const tokenDaysMax = 366;
