import { say } from "#app/domain/copy.ts";
import type { Change, RosterPlan } from "#app/domain/roster/plan.ts";
import type { RosterShift } from "#app/domain/roster/row.ts";
import type { Context } from "#app/operations/context.server.ts";
import { placeWords } from "./answer-view.server.ts";

export type ChangeLine = {
  readonly key: string;
  readonly kind: Exclude<Change["kind"], "unchanged">;
  readonly who: string;
  readonly as: string;
  readonly start: number;
  readonly end: number;
  /** Of a changed one: what of it was otherwise, in words; times apart. */
  readonly before: { readonly as: string; readonly start: number; readonly end: number } | null;
  /** A change that shows in neither: telephone or reference. */
  readonly isSmall: boolean;
};

/** A file beside the page has all of them. */
const shownMost = 60;

/** What a plan changes, line by line, with whom each registration means where that is known. */
export function changeLines(
  { content }: Pick<Context, "content">,
  { changes }: RosterPlan,
  nameOf: (shift: RosterShift) => string | null,
): { readonly lines: readonly ChangeLine[]; readonly more: number } {
  const as = ({ role, presence, responseMinutes, assignment }: RosterShift) =>
    [
      say(content.copy, `shift_roles.${role}`),
      placeWords(content.copy, presence, responseMinutes),
      assignment,
    ]
      .flatMap((part) => part ?? [])
      .join(", ");
  const lines = changes.flatMap((change, i): ChangeLine[] => {
    if (change.kind === "unchanged") return [];
    const { shift } = change;
    const told = { as: as(shift), ...shift.shift };
    const old = change.kind === "changed" ? change.before : null;
    const before = old && { as: as(old), ...old.shift };
    const isSmall =
      before?.as === told.as && before.start === told.start && before.end === told.end;
    const who = nameOf(shift) ?? shift.registration ?? shift.nameText ?? "";
    return [{ key: String(i), kind: change.kind, who, ...told, before, isSmall }];
  });
  return { lines: lines.slice(0, shownMost), more: Math.max(0, lines.length - shownMost) };
}

/** Names of people on offer, by registration. */
export function namesOf(
  people: readonly { readonly registration: string; readonly name: string }[],
) {
  const names = new Map(people.map((each) => [each.registration, each.name]));
  return ({ registration }: RosterShift) => names.get(registration ?? "") ?? null;
}
