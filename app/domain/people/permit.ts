import { allow, type Refused, type Result, refuse } from "../result.ts";
import { holds, type Instant } from "../time/interval.ts";
import { type Actor, type Grant, reaches, type Target } from "./grant.ts";
import { type Deed, type Line, policy, type Relation } from "./policy.ts";
import type { Role } from "./roles.ts";

/**
 * Whether the actor may do this to the target at `now`. What is not allowed by name is refused:
 * `not_signed_in` (401), `not_permitted` (403), or `not_found` (404) where even its existence is private.
 */
export function permit(actor: Actor, deed: Deed, target: Target, now: Instant): Result<undefined> {
  const line: Line = policy[deed];
  if (line.public) return allow();
  if (actor.kind === "system") return line.system ? allow() : denied(line);
  if (actor.kind === "anonymous") return refuse("not_signed_in");
  if (actor.kind === "link") {
    const isTheirs = target.requestId !== undefined && target.requestId === actor.requestId;
    return line.link && isTheirs ? allow() : denied(line);
  }
  if (actor.kind === "board_device") {
    return line.board && target.unitId === actor.unitId ? allow() : denied(line);
  }
  if (actor.kind === "machine") return machineMay(actor, line, target) ? allow() : denied(line);
  const may = actor.grants.some((grant) => {
    const relation = line.roles?.[grant.role as Role];
    return relation !== undefined && related(relation, grant, actor.id, target, now);
  });
  const did = actor.grants.some((grant) => {
    const relation = line.formerly?.[grant.role as Role];
    if (relation === undefined || grant.during.start > now) return false;
    return relation === "anywhere" || target.personId === actor.id;
  });
  return may || did ? allow() : denied(line);
}

function related(relation: Relation, grant: Grant, self: string, target: Target, now: Instant) {
  if (!holds(grant.during, now)) return false;
  if (relation === "anywhere") return true;
  if (relation === "self") return target.personId === self;
  return reaches(grant, target, now);
}

function machineMay(actor: Extract<Actor, { kind: "machine" }>, line: Line, target: Target) {
  if (!line.machine || !actor.scopes.includes(line.machine)) return false;
  if (actor.unitIds === null || target.unitId === undefined) return true;
  return actor.unitIds.includes(target.unitId);
}

function denied(line: Line): Refused {
  return refuse(line.hidden ? "not_found" : "not_permitted");
}
