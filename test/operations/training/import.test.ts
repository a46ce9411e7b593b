import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import type { ImportMapping } from "#app/domain/training/transfer/mapping.ts";
import { showLogbook } from "#app/operations/training/case/show-logbook.server.ts";
import { beginFellowship } from "#app/operations/training/fellowship/begin-fellowship.server.ts";
import { showTowards } from "#app/operations/training/progress/show-progress.server.ts";
import { askConfirmation } from "#app/operations/training/transfer/ask-confirmation.server.ts";
import {
  exportFile,
  exportPortfolio,
} from "#app/operations/training/transfer/export-portfolio.server.ts";
import { importCases } from "#app/operations/training/transfer/import-cases.server.ts";
import {
  firstMapping,
  type ImportBody,
  openLogbook,
  planImport,
  prepareImport,
} from "#app/operations/training/transfer/prepare-import.server.ts";
import { showImport, showImported } from "#app/operations/training/transfer/show-import.server.ts";
import { verifyImported } from "#app/operations/training/transfer/verify-imported.server.ts";
import { withdrawImport } from "#app/operations/training/transfer/withdraw-import.server.ts";
import { firstBrokenEntry } from "#db/ledger.server.ts";
import { allowed, refusal } from "#test/operations/people/world.ts";
import { type TrainingWorld, traces, trainingWorld, wholeLog } from "./world.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
  const { people, programmeId, began } = world;
  const other = { id: uuidv7(), fellowId: people.other, programmeId, startsAt: began };
  allowed(await beginFellowship(await world.as("director"), other));
});

const header = "Date,Time,Procedure,Role,Location,Supervisor,MRN\n";
const row = (day: string, procedure = "Pulmonary artery catheter insertion") =>
  `${day},10:15,${procedure},supervised primary,Cardiac intensive care unit,assessor,4711\n`;

/** What the screen sends after the file was read. */
async function bodyOf(
  name: "fellow" | "other",
  text: string,
  changed: Partial<ImportMapping> = {},
): Promise<ImportBody> {
  const sheet = allowed(openLogbook(new TextEncoder().encode(text)));
  const { remembered } = allowed(await prepareImport(await world.as(name)));
  return { importId: uuidv7(), sheet, mapping: { ...firstMapping(sheet, remembered), ...changed } };
}

async function brought(name: "fellow" | "other", text: string, changed?: Partial<ImportMapping>) {
  const body = await bodyOf(name, text, changed);
  const { planHash } = allowed(await planImport(await world.as(name), body));
  allowed(await importCases(await world.as(name), { ...body, planHash }));
  return body;
}

async function logLine() {
  const { progress } = allowed(await showTowards(await world.as("fellow"), null, "CRED-HEM"));
  const catheter = progress.competencies.find((each) => each.code === "CIC-HEM-01");
  return catheter?.lines.find((each) => each.kind === "log")?.have;
}

describe("bringing in a past log", () => {
  it("says first what it comes to, and changes nothing by saying so", async () => {
    const before = await traces(world);
    const text = header + row("2024-03-04") + row("2024-03-04") + row("2024-03-05", "Alchemy");
    const plan = allowed(await planImport(await world.as("fellow"), await bodyOf("fellow", text)));
    expect(plan.rows.map((each) => each.kind)).toEqual(["accepted", "duplicate", "refused"]);
    expect(plan.earlier).toBe(1);
    expect(plan.questions.words.activity).toEqual([{ word: "Alchemy", rows: 1, meaning: null }]);
    expect(plan.fills).toEqual([
      expect.objectContaining({ code: "CIC-HEM-01", before: 0, after: 1 }),
    ]);
    expect(await traces(world)).toEqual(before);
  });

  it("enters exactly the plan with one entry, once, unverified, and remembers how it was read", async () => {
    const body = await bodyOf("fellow", header + row("2024-03-04") + row("2024-04-05"));
    const { planHash } = allowed(await planImport(await world.as("fellow"), body));
    const before = await traces(world);
    const sends = await Promise.all(
      [1, 2, 3].map(async () => importCases(await world.as("fellow"), { ...body, planHash })),
    );
    expect(sends.map((each) => each.ok && each.value.cases)).toEqual([2, 2, 2]);
    const after = await traces(world);
    expect(after).toMatchObject({ cases: before.cases + 2, entries: before.entries + 1 });
    const { cases } = allowed(await showLogbook(await world.as("fellow"), null, wholeLog));
    expect(
      cases.map(({ provenance, verification, importId }) => ({
        provenance,
        verification,
        importId,
      })),
    ).toEqual(
      [1, 2].map(() => ({ provenance: "imported", verification: null, importId: body.importId })),
    );
    expect(await logLine()).toBe(0);
    const { remembered } = allowed(await prepareImport(await world.as("fellow")));
    expect(remembered.columns).toEqual(body.mapping.columns);
    const [kept] = await world.house.sql`select mapping::text as text from import_mapping`;
    expect(kept?.text).not.toContain("4711");
  });

  it("finds what is in the log already when the same file comes again", async () => {
    const body = await bodyOf("fellow", header + row("2024-03-04") + row("2024-04-05"));
    const plan = allowed(await planImport(await world.as("fellow"), body));
    expect(plan.rows.map((each) => each.kind)).toEqual(["duplicate", "duplicate"]);
    const none = await importCases(await world.as("fellow"), { ...body, planHash: plan.planHash });
    expect(refusal(none)).toBe("nothing_to_import");
  });

  it("refuses a plan that no longer holds, and somebody else's import", async () => {
    const body = await bodyOf("fellow", header + row("2024-07-04"));
    const { planHash } = allowed(await planImport(await world.as("fellow"), body));
    const other = await bodyOf("fellow", header + row("2024-07-05"));
    const stale = await importCases(await world.as("fellow"), { ...other, planHash });
    expect(refusal(stale)).toBe("import_changed");
    const first = await brought("fellow", header + row("2024-07-06"));
    const late = await importCases(await world.as("fellow"), { ...body, planHash });
    expect(refusal(late)).toBe("import_changed");
    const theirs = await importCases(await world.as("other"), { ...first, planHash });
    expect(refusal(theirs)).toBe("same_id_other_content");
    expect(refusal(await showImport(await world.as("other"), first.importId))).toBe(
      "no_such_import",
    );
  });
});

describe("imported cases", () => {
  it("count once their supervisor has confirmed them in a batch, and the declined ones never", async () => {
    const had = (await logLine()) ?? 0;
    await brought("fellow", header + row("2024-09-01") + row("2024-09-02") + row("2024-09-03"));
    const [batch] = allowed(await showImported(await world.as("assessor")));
    const shown = batch?.cases.map((each) => each.id) ?? [];
    const declined = shown.slice(0, 1);
    const word = { fellowshipId: world.fellowshipId, shown, declined, reason: "" };
    expect(refusal(await verifyImported(await world.as("assessor"), word))).toBe("reason_required");
    const before = await traces(world);
    const answered = allowed(
      await verifyImported(await world.as("assessor"), { ...word, reason: "Not with me" }),
    );
    expect(answered).toEqual({ confirmed: shown.length - 1, declined: 1 });
    expect((await traces(world)).entries).toBe(before.entries + 1);
    expect(await logLine()).toBe(had + shown.length - 1);
    expect(allowed(await showImported(await world.as("assessor")))).toEqual([]);
    expect(refusal(await verifyImported(await world.as("fellow"), word))).toBe("not_permitted");
  });

  it("go to a supervisor who is named later, each once, and the open version stays on record", async () => {
    const nobody = "Date,Procedure,Role,Location\n2024-10-01,Chest drain,primary,Ward\n";
    const { importId } = await brought("fellow", nobody);
    const asked = { id: uuidv7(), importId, supervisorId: world.people.assessor2 };
    expect(allowed(await askConfirmation(await world.as("fellow"), asked))).toEqual({ cases: 1 });
    expect(allowed(await askConfirmation(await world.as("fellow"), asked))).toEqual({ cases: 0 });
    const [batch] = allowed(await showImported(await world.as("assessor2")));
    expect(batch?.cases).toHaveLength(1);
    const [kept] = await world.house.sql`
      select count(*)::int as rows from case_entry where import_id = ${importId}`;
    expect(kept?.rows).toBe(2);
    const self = { ...asked, id: uuidv7(), supervisorId: world.people.fellow };
    expect(refusal(await askConfirmation(await world.as("fellow"), self))).toBe(
      "supervisor_is_self",
    );
  });

  it("are withdrawn together with a reason, and come in again afterwards", async () => {
    const { importId } = await brought("fellow", header + row("2024-11-01") + row("2024-11-02"));
    const withdrawal = { importId, reason: "the wrong file" };
    expect(refusal(await withdrawImport(await world.as("other"), withdrawal))).toBe(
      "not_permitted",
    );
    expect(allowed(await withdrawImport(await world.as("fellow"), withdrawal))).toEqual({
      cases: 2,
    });
    expect(refusal(await withdrawImport(await world.as("fellow"), withdrawal))).toBe(
      "import_already_withdrawn",
    );
    const again = await bodyOf("fellow", header + row("2024-11-01"));
    const plan = allowed(await planImport(await world.as("fellow"), again));
    expect(plan.rows.map((each) => each.kind)).toEqual(["accepted"]);
  });
});

describe("the export", () => {
  const comparable = (text: string) => {
    const { header, rows } = allowed(openLogbook(new TextEncoder().encode(text)));
    const own = ["entry", "provenance", "state", "reason", "logged_at", "supervisor"];
    const kept = header.flatMap((name, i) => (own.includes(name) ? [] : [i]));
    return rows.map(({ cells }) => kept.map((i) => cells[i]).join("|")).sort();
  };

  it("of cases comes in again as the same cases in another log", async () => {
    const text = async (name: "fellow" | "other") => {
      const portfolio = allowed(await exportPortfolio(await world.as(name), null));
      return String((await exportFile(await world.as(name), portfolio, "cases.csv"))?.body);
    };
    const first = await text("fellow");
    const body = await brought("other", first, { alike: "different" });
    expect(body.mapping.columns).toMatchObject({
      activity: "activity_code",
      supervisor: "supervisor",
    });
    expect(comparable(await text("other"))).toEqual(comparable(first));
  });

  it("is for the fellow and the director, and for nobody else", async () => {
    const own = allowed(await exportPortfolio(await world.as("fellow"), null));
    const theirs = allowed(await exportPortfolio(await world.as("director"), world.fellowshipId));
    expect(theirs.document).toEqual(own.document);
    for (const name of ["assessor", "committee", "other"] as const) {
      const tried = await exportPortfolio(await world.as(name), world.fellowshipId);
      expect(refusal(tried), name).toBe("not_found");
    }
  });

  it("holds every file in one archive, a PDF with our faces and its structure among them", async () => {
    const ctx = await world.as("fellow");
    const portfolio = allowed(await exportPortfolio(ctx, null));
    const zip = await exportFile(ctx, portfolio, "portfolio.zip");
    const { unzipSync, strFromU8 } = await import("fflate");
    const files = unzipSync(zip?.body as Uint8Array);
    expect(Object.keys(files).sort()).toEqual([
      "acvc-logbook.csv",
      "cases.csv",
      "committee-findings.csv",
      "credentials.csv",
      "observations.csv",
      "portfolio.json",
      "portfolio.pdf",
      "portfolio.schema.json",
      "records.csv",
      "self-assessments.csv",
      "sign-offs.csv",
      "working-time.csv",
    ]);
    const pdf = Buffer.from(files["portfolio.pdf"] ?? []).toString("latin1");
    expect(pdf).toMatch(/^%PDF-1\.7/);
    expect(pdf).toContain("/StructTreeRoot");
    expect(pdf).toContain("AtkinsonHyperlegibleNext-Regular");
    const { PortfolioDocument } = await import(
      "#app/domain/training/transfer/portfolio-document.ts"
    );
    const json = JSON.parse(strFromU8(files["portfolio.json"] ?? new Uint8Array()));
    expect(PortfolioDocument.parse(json)).toEqual(portfolio.document);
  });
});

it("leaves a ledger that verifies", async () => {
  expect(await firstBrokenEntry(world.house.db)).toBeNull();
});
