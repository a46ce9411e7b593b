import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Content, Page } from "#app/domain/content.ts";
import { contentProblems } from "#app/domain/content-check.ts";
import { Copy } from "#app/domain/copy.ts";
import { ShockTeam, Staffing, Tiers } from "#app/domain/coverage/rule.ts";
import { Evidence } from "#app/domain/curriculum/evidence.ts";
import {
  ComplicationGrades,
  EntrustmentScale,
  External,
  LogRoles,
  Release,
  ScaiStages,
  Source,
} from "#app/domain/curriculum/schema.ts";
import { FeedbackStandard } from "#app/domain/training/feedback/feedback-standard.ts";
import { Portfolio } from "#app/domain/training/portfolio-policy.ts";

/** One release is these files put together; each holds its own keys of `Release`. */
export const releaseFiles = [
  "curriculum",
  "competencies",
  "epas",
  "requirements",
  "credentials",
  "catalogue",
] as const;

const Curriculum = Release.omit({
  competencies: true,
  epas: true,
  requirements: true,
  credentials: true,
  catalogue: true,
});

/**
 * Reads, parses and cross-checks everything under `root`.
 *
 * @param root  The content folder; by default `content` where the process was started.
 * @throws Error naming the file and the place in it, or every cross-check that failed.
 */
export function loadContent(root: string = join(process.cwd(), "content")): Content {
  const releases = new Map(releaseVersions(root).map((each) => [each, readRelease(root, each)]));
  const content: Content = {
    releases,
    current: currentOf(releases),
    scale: read(root, "scales/entrustment.yaml", EntrustmentScale),
    logRoles: read(root, "scales/log-roles.yaml", LogRoles),
    complicationGrades: read(root, "scales/complication-grades.yaml", ComplicationGrades),
    scai: read(root, "scales/scai.yaml", ScaiStages),
    externals: byKey(read(root, "standards/externals.yaml", z.array(External)), "code"),
    tiers: read(root, "standards/unit-tiers.yaml", Tiers),
    staffing: read(root, "standards/staffing.yaml", Staffing),
    shockTeam: read(root, "standards/shock-team.yaml", ShockTeam),
    feedback: read(root, "standards/feedback.yaml", FeedbackStandard),
    portfolio: read(root, "standards/portfolio.yaml", Portfolio),
    sources: byKey(read(root, "sources.yaml", z.array(Source)), "key"),
    evidence: read(root, "evidence/trials.yaml", Evidence),
    copy: read(root, "copy/en.yaml", Copy),
    pages: readPages(root),
  };
  const problems = contentProblems(content);
  if (problems.length > 0) throw new Error(`content does not hold:\n  ${problems.join("\n  ")}`);
  return content;
}

/** Folders of `curriculum/` that hold a release, oldest first; the draft is not one. */
export function releaseVersions(root: string): string[] {
  return readdirSync(join(root, "curriculum"), { withFileTypes: true })
    .filter((each) => each.isDirectory() && each.name !== "draft")
    .map((each) => each.name)
    .sort();
}

/** Whether a release is only proposed, and so may still change. */
export function isProposed(root: string, version: string): boolean {
  const file = readYaml(root, `curriculum/${version}/curriculum.yaml`);
  return z.object({ status: z.literal("proposed") }).safeParse(file).success;
}

function readRelease(root: string, version: string): Release {
  const file = (name: string) => `curriculum/${version}/${name}.yaml`;
  const { shape } = Release;
  const release = {
    ...read(root, file("curriculum"), Curriculum),
    ...read(root, file("competencies"), z.strictObject({ competencies: shape.competencies })),
    ...read(root, file("epas"), z.strictObject({ epas: shape.epas })),
    ...read(root, file("requirements"), z.strictObject({ requirements: shape.requirements })),
    ...read(root, file("credentials"), z.strictObject({ credentials: shape.credentials })),
    ...read(root, file("catalogue"), z.strictObject({ catalogue: shape.catalogue })),
  };
  if (release.version === version) return release;
  throw new Error(`content/${file("curriculum")}: version is ${release.version}, not the folder's`);
}

/** A proposed release replaces nothing until it is released. */
function currentOf(releases: ReadonlyMap<string, Release>): Release {
  const released = [...releases.values()].filter((each) => each.status === "released");
  const replaced = new Set(released.map((each) => each.replaces));
  const heads = released.filter((each) => !replaced.has(each.version));
  const [head] = heads;
  if (head && heads.length === 1) return head;
  const names = heads.map((each) => each.version).join(", ");
  throw new Error(`content/curriculum: one release must be the latest, found: ${names || "none"}`);
}

function read<S extends z.ZodType>(root: string, path: string, schema: S): z.output<S> {
  const parsed = schema.safeParse(readYaml(root, path));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((each) => `${each.path.join(".")}: ${each.message}`);
  throw new Error(`content/${path} is not as it must be:\n  ${issues.join("\n  ")}`);
}

function readYaml(root: string, path: string): unknown {
  try {
    return parse(readFileSync(join(root, path), "utf8"), {
      version: "1.2",
      schema: "core",
      strict: true,
      uniqueKeys: true,
    });
  } catch (fault) {
    throw new Error(`content/${path} cannot be read`, { cause: fault });
  }
}

const FrontMatter = z.strictObject({ title: z.string().min(1), summary: z.string().min(1) });

function readPages(root: string): ReadonlyMap<string, Page> {
  const folder = join(root, "pages");
  const names = existsSync(folder) ? readdirSync(folder).filter((each) => /\.md$/.test(each)) : [];
  return new Map(
    names.sort().map((name) => {
      const page = readPage(folder, name);
      return [page.slug, page];
    }),
  );
}

function readPage(folder: string, name: string): Page {
  const [, head, body] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(folder, name), "utf8")) ?? [];
  if (head === undefined || body === undefined) {
    throw new Error(`content/pages/${name}: no front matter between two lines of ---`);
  }
  const parsed = FrontMatter.safeParse(parse(head, { version: "1.2", schema: "core" }));
  if (!parsed.success) throw new Error(`content/pages/${name}: title and summary are needed`);
  return { slug: name.slice(0, -3), ...parsed.data, body: body.trim() };
}

function byKey<K extends string, T extends Readonly<Record<K, string>>>(items: T[], key: K) {
  const map = new Map(items.map((each) => [each[key] as string, each]));
  if (map.size === items.length) return map as ReadonlyMap<string, T>;
  const twice = items.map((each) => each[key]).filter((each, i, all) => all.indexOf(each) !== i);
  throw new Error(`content: twice the same ${key}: ${twice.join(", ")}`);
}
