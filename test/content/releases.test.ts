import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { lockProblems, lockReleases } from "#app/adapters/content-lock.server.ts";
import { changesByItem, compareReleases } from "#app/domain/curriculum/compare.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { diffContent } from "#app/operations/curriculum/release-content.server.ts";

const root = join(process.cwd(), "content");
const release = loadContent(root).current;
const work = mkdtempSync(join(tmpdir(), "releases-"));
const copy = join(work, "content");

beforeEach(() => {
  rmSync(copy, { recursive: true, force: true });
  cpSync(root, copy, { recursive: true });
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("a released file never changes", () => {
  it("has not changed", () => {
    expect(lockProblems(root)).toEqual([]);
  });

  it("is found by its digest, were it only a comment", () => {
    appendFileSync(join(copy, "curriculum/2026-1/epas.yaml"), "# a comment\n");
    expect(lockProblems(copy)).toEqual(["release 2026-1 is frozen, but epas.yaml has changed"]);
  });

  it("is not frozen anew after a change, and the lock stays as it was", () => {
    appendFileSync(join(copy, "curriculum/2026-1/credentials.yaml"), "# a comment\n");
    const before = readFileSync(join(copy, "releases.lock.json"), "utf8");
    expect(() => lockReleases(copy)).toThrow("credentials.yaml has changed");
    expect(readFileSync(join(copy, "releases.lock.json"), "utf8")).toBe(before);
  });

  it("must be locked before it passes, and is locked once", () => {
    rmSync(join(copy, "releases.lock.json"));
    expect(lockProblems(copy)).toHaveLength(1);
    expect(lockReleases(copy)).toEqual(["2026-1"]);
    expect(lockProblems(copy)).toEqual([]);
    expect(lockReleases(copy)).toEqual([]);
  });

  it("stays, even when a later release replaces it", () => {
    rmSync(join(copy, "curriculum/2026-1"), { recursive: true });
    expect(lockProblems(copy)).toEqual(["release 2026-1 is locked and must stay, but it is gone"]);
  });
});

describe("what changed between two releases", () => {
  const with50: Release = {
    ...release,
    version: "2027-1",
    replaces: "2026-1",
    competencies: release.competencies.map((each) =>
      each.code === "CIC-HEM-02" ? { ...each, log: { ...each.log, value: 60 } } : each,
    ),
  };

  it("is nothing between a release and itself", () => {
    expect(compareReleases(release, release)).toEqual({
      changes: [],
      competencies: [],
      epas: [],
      credentials: [],
    });
    expect(diffContent("2026-1", "2026-1", root)).toEqual({
      ok: true,
      lines: ["Nothing changed from 2026-1 to 2026-1."],
    });
  });

  it("names the item and the number, before and after", () => {
    expect(compareReleases(release, with50).changes).toEqual([
      { item: "CIC-HEM-02", path: "log.value", before: "50", after: "60" },
    ]);
  });

  it("touches the credentials that ask for it, and those that rest on them", () => {
    const touched = ["CRED-CAN", "CRED-CIS", "CRED-ECPR", "CRED-HEM", "CRED-STL"];
    expect(compareReleases(release, with50)).toMatchObject({
      competencies: ["CIC-HEM-02"],
      epas: [],
      credentials: touched,
    });
  });

  it("shows what was added and what was taken away", () => {
    const without = { ...release, epas: release.epas.filter((each) => each.code !== "EPA-15") };
    const gone = compareReleases(release, without);
    expect(gone.changes.every((each) => each.item === "EPA-15")).toBe(true);
    expect(gone.changes.every((each) => each.after === undefined)).toBe(true);
    expect(gone.credentials).toEqual(["CRED-CIS"]);
    expect(compareReleases(without, release).changes[0]?.before).toBeUndefined();
  });

  it("says so when there is no such release", () => {
    expect(diffContent("2026-1", "1999-1", root)).toMatchObject({ ok: false });
  });
});

describe("a proposed release", () => {
  const proposed = loadContent(root).releases.get("2027-1");
  if (!proposed) throw new Error("no release 2027-1");

  it("is never current, needs no lock, and is not locked", () => {
    expect(release.version).toBe("2026-1");
    expect(lockProblems(root)).toEqual([]);
    expect(lockReleases(copy)).toEqual([]);
  });

  it("is current and must be locked once it is released", () => {
    const file = join(copy, "curriculum/2027-1/curriculum.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("status: proposed\n", ""));
    expect(loadContent(copy).current.version).toBe("2027-1");
    expect(lockProblems(copy)).toEqual([
      "release 2027-1 is not locked: run npm run content -- lock",
    ]);
    expect(lockReleases(copy)).toEqual(["2027-1"]);
  });

  it("is told number by number, each with what it rests on", () => {
    const items = changesByItem(release, proposed);
    expect(items.map((each) => each.code)).toEqual([
      "CIC-SHK-01",
      "CIC-SHK-02",
      "CIC-IMG-01",
      "CIC-RES-01",
      "EPA-07",
    ]);
    const ratings = items.at(-1)?.figures ?? [];
    expect(ratings).toEqual([
      {
        what: "Ratings at that level",
        unit: "ratings",
        before: expect.objectContaining({ value: 2 }),
        after: expect.objectContaining({ value: 3, basis: "default", source: "SYSTOLE-2026" }),
      },
    ]);
    const nights = items[0]?.figures ?? [];
    expect(nights).toEqual([
      {
        what: "At night",
        unit: "cases",
        before: null,
        after: expect.objectContaining({ value: 6 }),
      },
    ]);
  });
});
