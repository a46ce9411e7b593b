import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isProposed, releaseFiles, releaseVersions } from "./content.server.ts";

/** content/releases.lock.json: release → file → SHA-256 of its bytes, in hexadecimal. */
const Lock = z.record(z.string(), z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)));
type Lock = z.output<typeof Lock>;

const lockPath = (root: string) => join(root, "releases.lock.json");

function readLock(root: string): Lock {
  const path = lockPath(root);
  return existsSync(path) ? Lock.parse(JSON.parse(readFileSync(path, "utf8"))) : {};
}

function digestsOf(root: string, version: string): Record<string, string> {
  const digest = (name: string) => {
    const path = join(root, "curriculum", version, name);
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  };
  return Object.fromEntries(releaseFiles.map((each) => [`${each}.yaml`, digest(`${each}.yaml`)]));
}

/**
 * What the lock finds wrong: a release without a digest, a changed file, a release that is gone. One that is
 * only proposed may change and needs no digest.
 */
export function lockProblems(root: string): string[] {
  const lock = readLock(root);
  const versions = releaseVersions(root);
  const gone = Object.keys(lock).filter((each) => !versions.includes(each));
  return [
    ...gone.map((each) => `release ${each} is locked and must stay, but it is gone`),
    ...versions.flatMap((version) => {
      const locked = lock[version];
      if (!locked && isProposed(root, version)) return [];
      if (!locked) return [`release ${version} is not locked: run npm run content -- lock`];
      const found = digestsOf(root, version);
      return [...new Set([...Object.keys(locked), ...Object.keys(found)])]
        .filter((name) => locked[name] !== found[name])
        .map((name) => `release ${version} is frozen, but ${name} has changed`);
    }),
  ];
}

/**
 * Writes the digests of every released release that has none yet.
 *
 * @returns The releases now locked.
 * @throws Error when a locked release has changed: nothing is written, and nothing ever overwrites it.
 */
export function lockReleases(root: string): string[] {
  const lock = readLock(root);
  const problems = lockProblems(root).filter((each) => !each.includes("is not locked"));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const open = releaseVersions(root).filter((each) => !lock[each]);
  const added = open.filter((each) => !isProposed(root, each));
  const next = {
    ...lock,
    ...Object.fromEntries(added.map((each) => [each, digestsOf(root, each)])),
  };
  if (added.length > 0) writeFileSync(lockPath(root), `${JSON.stringify(next, null, 2)}\n`);
  return added;
}
