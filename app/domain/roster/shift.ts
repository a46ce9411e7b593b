/** What people are on a roster as: one closed list. `not_counted` is leave or a research day. */
export const shiftRoles = [
  "attending",
  "fellow",
  "resident",
  "interventionist",
  "surgeon",
  "anaesthetist",
  "intensivist",
  "heart_failure",
  "electrophysiologist",
  "perfusionist",
  "cannulator",
  "shock_team",
  "not_counted",
] as const;
export type ShiftRole = (typeof shiftRoles)[number];

/** Where a person on a roster is. */
export const rosterPresences = ["on_site", "on_call", "remote"] as const;
export type RosterPresence = (typeof rosterPresences)[number];
