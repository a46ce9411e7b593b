import { permit } from "#app/domain/people/permit.ts";
import type { Deed } from "#app/domain/people/policy.ts";
import type { Context } from "#app/operations/context.server.ts";

/** Which deed opens each view of a unit. */
const deeds = {
  now: "coverage.ask",
  board: "board.show",
  boards: "board.manage",
  overrides: "override.read",
  coverage: "coverage.ask",
  compliance: "coverage.ask",
  webhooks: "webhook.keep",
  roster: "roster.read",
  upload: "roster.publish",
  feeds: "roster.feed",
  mapping: "roster.map",
  history: "roster.read",
  calendars: "unit_calendar.keep",
  rules: "coverage.ask",
  state: "unit_state.record",
  settings: "unit.configure",
  "shock-team": "coverage.ask",
  activations: "activation.list",
  people: "unit.people",
} as const satisfies Record<string, Deed>;
export type UnitView = keyof typeof deeds;

type Place = { readonly id: string; readonly organisationId: string };

/** The views of a unit that the person may open now. */
export function viewsOf({ actor, now }: Context, { id, organisationId }: Place): UnitView[] {
  const target = { unitId: id, organisationId };
  const views = Object.entries(deeds) as [UnitView, Deed][];
  return views.filter(([, deed]) => permit(actor, deed, target, now).ok).map(([view]) => view);
}

/** The same on a page that also opens to whoever is on duty there, though no role of theirs leads to it. */
export function viewsHere(ctx: Context, place: Place): UnitView[] {
  const views = viewsOf(ctx, place);
  return views.includes("now") ? views : ["now", "shock-team", ...views];
}

export function mayPublish({ actor, now }: Context, { id, organisationId }: Place): boolean {
  return permit(actor, "roster.publish", { unitId: id, organisationId }, now).ok;
}

export function mayOverride({ actor, now }: Context, { id, organisationId }: Place): boolean {
  return permit(actor, "override.declare", { unitId: id, organisationId }, now).ok;
}
