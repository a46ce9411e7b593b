import { z } from "zod";
import type { Content } from "#app/domain/content.ts";
import { Validity, validityOf } from "#app/domain/people/validity.ts";
import { allow, refuse } from "#app/domain/result.ts";
import { forever } from "#app/domain/time/interval.ts";
import { localPrivilege } from "#db/schema/roster.ts";
import { findRow, findStandingRow, insertRow } from "#db/store/corrections.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { unitTargetById } from "#db/store/people/places.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { type Correction, correct } from "../people/correction.server.ts";

export const RecordPrivilege = Validity.extend({
  id: z.uuid(),
  personId: z.uuid(),
  unitId: z.uuid(),
  code: z.string().min(1),
  supersedes: z.uuid().optional(),
});

/** What a unit can let somebody practise: what its rules ask a privilege for, and every credential. */
export function privilegeCodes({ tiers, current }: Content): readonly string[] {
  const rules = [...tiers.tiers.flatMap((tier) => tier.rules), ...tiers.guard.rules];
  const asked = rules.flatMap((rule) => Object.values(rule.privileges));
  return [...new Set([...asked, ...current.credentials.map((each) => each.code)])].sort();
}

/** A unit lets a person practise something there; a credential alone gives no right at a bedside. */
export function recordPrivilege(ctx: Context, input: z.output<typeof RecordPrivilege>) {
  const { id, personId, unitId, code, supersedes = null } = input;
  const target = (tx: Parameters<typeof unitTargetById>[0]) => unitTargetById(tx, unitId);
  return act(ctx, "privilege.record", target, async ({ tx, record }) => {
    if (ctx.actor.kind !== "person") return refuse("person_needed");
    if (await findRow(tx, localPrivilege, id)) return allow({ id });
    if (!privilegeCodes(ctx.content).includes(code)) return refuse("unknown_code", { given: code });
    if (!(await findPerson(tx, personId))) return refuse("no_such_person");
    const during = validityOf(input);
    if (!during) return refuse("ends_before_it_starts");
    if (supersedes) {
      const before = await findStandingRow(tx, localPrivilege, supersedes);
      const same = before?.personId === personId && before.unitId === unitId;
      if (!same) return refuse("already_corrected");
    }
    const fact = {
      ...{ id, personId, unitId, code, supersedes, grantedBy: ctx.actor.id },
      startsAt: during.start,
      endsAt: during.end === forever ? null : during.end,
    };
    await insertRow(tx, localPrivilege, { ...fact, entrySeq: await record(fact) });
    return allow({ id });
  });
}

/** Ends or voids a local privilege. */
export function correctPrivilege(ctx: Context, correction: Correction) {
  return correct(
    ctx,
    {
      deed: "privilege.record",
      table: localPrivilege,
      target: (tx, row) => unitTargetById(tx, row.unitId),
    },
    correction,
  );
}
