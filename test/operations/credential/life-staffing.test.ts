import { desc, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { canonical, type Json } from "#app/domain/ledger/canonical.ts";
import { day, later, minute } from "#app/domain/time/instant.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import { type Impact, impactFact } from "#app/operations/coverage/preview-impact.server.ts";
import { reinstate, suspend } from "#app/operations/credential/change-standing.server.ts";
import { expiryWorklist } from "#app/operations/credential/expiry-worklist.server.ts";
import { manageCredential } from "#app/operations/credential/manage-credentials.server.ts";
import { myStanding } from "#app/operations/credential/my-standing.server.ts";
import { previewFactEnd } from "#app/operations/credential/preview-fact-end.server.ts";
import {
  RecordExternalCredential,
  recordExternalCredential,
} from "#app/operations/credential/record-external-credential.server.ts";
import { showAct } from "#app/operations/credential/show-act.server.ts";
import { correctLicence } from "#app/operations/people/record-licence.server.ts";
import { recordPrivilege } from "#app/operations/roster/record-privilege.server.ts";
import { sha256 } from "#db/ledger.server.ts";
import { ledgerEntry } from "#db/schema/ledger.ts";
import { licence } from "#db/schema/people.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { issued } from "../signoff/world.ts";
import { type LifeWorld, lifeWorld } from "./life-world.ts";

let world: LifeWorld;
let credentialId: string;

beforeAll(async () => {
  world = await lifeWorld();
  ({ credentialId } = await issued(world));
  await world.rostered(20);
});

const mine = async () => allowed(await myStanding(await world.as("senior")));
const managed = async () =>
  allowed(await manageCredential(await world.as("registrar"), credentialId));

/** Whether the ledger's last entry is about exactly this. */
async function lastFactIs(fact: object): Promise<boolean> {
  const [entry] = await world.house.db
    .select()
    .from(ledgerEntry)
    .orderBy(desc(ledgerEntry.seq))
    .limit(1);
  return entry?.factDigest === sha256(entry?.salt + canonical(fact as Json));
}

/** Whether the ledger's last entry is about exactly this suspension with exactly this list. */
async function recordedImpact(wish: object, impact: Impact | null): Promise<boolean> {
  if (!impact) return false;
  const [entry] = await world.house.db
    .select()
    .from(ledgerEntry)
    .orderBy(desc(ledgerEntry.seq))
    .limit(1);
  const fact = {
    ...wish,
    kind: "suspended",
    note: null,
    proposalId: null,
    effectiveAt: entry?.recordedAt ?? null,
    impact: impactFact(impact),
  };
  return entry?.factDigest === sha256(entry?.salt + canonical(fact as Json));
}

describe("a credential in the staffing answer", () => {
  it("stops counting with its suspension at once, and the act was told so first", async () => {
    expect(await world.rule("G3")).toBe("yes");
    const before = await managed();
    expect(before.impact?.lost.map((each) => [each.unitCode, each.rules])).toEqual([
      ["harbour", ["G3"]],
    ]);
    const wish = { id: uuidv7(), credentialId, reason: "health" as const };
    allowed(await suspend(await world.as("registrar"), wish));
    expect(await recordedImpact(wish, before.impact)).toBe(true);
    expect(await world.rule("G3")).toBe("no");
    const suspended = await managed();
    expect(suspended.impact).toBeNull();
    expect(suspended.regained?.lost.map((each) => each.rules)).toEqual([["G3"]]);
    const [held] = (await mine()).held;
    expect(held).toMatchObject({ state: "suspended", counts: "no", reason: "health" });
    world.clock.advance(minute);
    const lifted = { id: uuidv7(), credentialId, reason: "cleared" as const };
    allowed(await reinstate(await world.as("registrar"), lifted));
    expect(await world.rule("G3")).toBe("yes");
    world.clock.advance(3 * day);
    await world.rostered(2);
    const shown = async (act: string) => showAct(await world.as("registrar"), credentialId, act);
    const later = allowed(await shown(wish.id));
    expect(later).toMatchObject({ kind: "suspended", proven: true, impact: before.impact });
    const back = allowed(await shown(lifted.id));
    expect(back).toMatchObject({ kind: "reinstated", proven: true });
    expect(back.impact.lost.map((each) => each.rules)).toEqual([["G3"]]);
    expect(refusal(await shown(uuidv7()))).toBe("no_such_act");
    await world.rostered(20);
  });

  it("tells its holder which units and shifts rely on it, by rules in force", async () => {
    const { held } = await mine();
    expect(held).toMatchObject([{ code: "CRED-HEM", counts: "yes" }]);
    const [relied] = held[0]?.reliedUpon ?? [];
    expect(relied).toMatchObject({ unitCode: "harbour" });
    expect(relied?.rules.map((each) => each.id)).toEqual(["G3"]);
    expect(relied?.shifts).toBeGreaterThan(15);
    expect(relied?.nextShift?.end).toBeGreaterThan(world.clock.now());
  });

  it("counts nowhere in a jurisdiction whose licence ended, though its own state stays", async () => {
    const registrar = await world.as("registrar");
    const what = { personId: world.people.senior, kind: "licence", id: world.licenceId } as const;
    const preview = allowed(await previewFactEnd(registrar, what));
    expect(preview.lost.map((each) => each.rules)).toEqual([["G3"]]);
    const ends = { id: uuidv7(), of: world.licenceId, kind: "end" as const };
    allowed(await correctLicence(registrar, ends));
    const [row] = await world.house.db.select().from(licence).where(eq(licence.id, ends.id));
    const { during: _, entrySeq: __, ...fact } = row ?? {};
    expect(await lastFactIs({ ...fact, impact: impactFact(preview) })).toBe(true);
    expect(await world.rule("G3")).toBe("no");
    const standing = await mine();
    expect(standing.held).toMatchObject([{ state: "issued", counts: "yes" }]);
    expect(standing.licences).toMatchObject([{ jurisdiction: "DE", counts: "no" }]);
    expect((await managed()).licences).toMatchObject([{ state: "expired" }]);
    const { bands } = allowed(await expiryWorklist(await world.as("registrar")));
    expect(bands.overdue.map((each) => each.what)).toEqual(["Licence in DE"]);
  });
});

describe("an outside credential in the staffing answer", () => {
  it("counts only once verified, and is unknown past its next check", async () => {
    const other = await lifeWorld();
    await other.rostered(20);
    const { senior: personId } = other.people;
    const unit = { personId, validFrom: "2020-01-01", timeZone: "UTC" };
    const may = { id: uuidv7(), unitId: other.unitId, code: "EXT-IC", ...unit };
    allowed(await recordPrivilege(await other.as("ecmo"), may));
    const given = { code: "EXT-IC", source: "The board", ...unit };
    const id = uuidv7();
    const attested = { ...given, id, standing: "attested", method: "self_declaration" } as const;
    allowed(await recordExternalCredential(await other.as("registrar"), attested));
    expect(await other.rule("G2")).toBe("no");
    const verified = { ...given, standing: "verified", method: "register_lookup" } as const;
    const again = { ...verified, id: uuidv7(), supersedes: id };
    allowed(await recordExternalCredential(await other.as("registrar"), again));
    expect(await other.rule("G2")).toBe("yes");
    const months = other.house.content.externals.get("EXT-IC")?.reverifyMonths.value ?? 0;
    const due = addMonths(other.clock.now(), months);
    other.clock.moveTo(later(due, -5 * day));
    await other.rostered(20);
    expect(await other.rule("G2")).toBe("yes");
    expect(await other.rule("G2", later(due, day))).toBe("unknown");
    const { bands } = allowed(await expiryWorklist(await other.as("registrar")));
    expect(bands.week).toMatchObject([{ kind: "outside", why: "recheck" }]);
  });

  it("is never called verified on a declaration alone", () => {
    const given = { id: uuidv7(), personId: uuidv7(), code: "ALS", validFrom: "2020-01-01" };
    const said = { ...given, timeZone: "UTC", source: "Own word", standing: "verified" };
    expect(
      RecordExternalCredential.safeParse({ ...said, method: "self_declaration" }).success,
    ).toBe(false);
  });
});
