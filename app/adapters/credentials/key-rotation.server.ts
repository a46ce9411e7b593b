import { accessSync, constants, existsSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { cannotStart } from "#app/domain/cannot-start.ts";
import {
  change,
  type Jwk,
  type PublicJwk,
  parseKeys,
  publicHalf,
  withNewKeys,
  writeKeys,
} from "./key-file.server.ts";

/** New keys that lie ready beside the file in use; nothing signs with them yet. */
export type ReadyKeys = {
  /** Halves that would sign from then on, one of each kind. */
  readonly made: readonly PublicJwk[];
  /** Halves that would only verify from then on, though they sign now. */
  readonly retired: readonly PublicJwk[];
  /** Puts them in use. @throws CannotStart where the file changed meanwhile or cannot be written. */
  settle(): void;
  discard(): void;
};

const readyName = (path: string) => `${path}.next`;

/** Whether new keys can be put where the present ones lie. */
export function isWritable(path: string): boolean {
  try {
    for (const each of [path, dirname(path)]) accessSync(each, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes new keys and lays them, mode 0600, beside the present ones: what must be on record before they
 * sign can be written in between, and a crash leaves either the old file or the new one, whole.
 *
 * @throws CannotStart where the present file is not fit, or nothing can be written beside it.
 */
export async function readyKeys(path: string): Promise<ReadyKeys> {
  const ready = readyName(path);
  const keys = await withNewKeys(path);
  try {
    rmSync(ready, { force: true });
    writeKeys(ready, keys);
  } catch (fault) {
    throw cannotStart(`No new key can be written beside ${path}.`, fault);
  }
  return readyAt(path, ready);
}

/** Keys that were made ready when a portal ended before it put them in use; null where there are none. */
export function leftReady(path: string): ReadyKeys | null {
  const ready = readyName(path);
  return existsSync(ready) ? readyAt(path, ready) : null;
}

/** Writes the rotated set to a file of its own: where the portal may not write its own one. */
export async function readyElsewhere(path: string, to: string): Promise<ReadyKeys> {
  const keys = await withNewKeys(path);
  try {
    writeKeys(to, keys);
  } catch (fault) {
    throw cannotStart(`${to} cannot be written, or is there already.`, fault);
  }
  return { ...namesOf(keys, parseKeys(path)), settle() {}, discard: () => rmSync(to) };
}

function readyAt(path: string, ready: string): ReadyKeys {
  const keys = parseKeys(ready);
  const present = parseKeys(path);
  return {
    ...namesOf(keys, present),
    settle() {
      change(path, (found) => {
        if (isDeepStrictEqual(found, present)) return keys;
        throw cannotStart(`The signing key ${path} was changed meanwhile.`);
      });
      rmSync(ready, { force: true });
    },
    discard: () => rmSync(ready, { force: true }),
  };
}

function namesOf(keys: readonly Jwk[], present: readonly Jwk[]) {
  const known = present.map(publicHalf);
  const isKnown = (key: PublicJwk) => known.some((each) => isDeepStrictEqual(each, key));
  const firsts = (all: readonly Jwk[]) =>
    (["OKP", "RSA"] as const).flatMap((kind) => all.find((each) => each.kty === kind) ?? []);
  return {
    made: firsts(keys)
      .map(publicHalf)
      .filter((each) => !isKnown(each)),
    retired: firsts(present).map(publicHalf),
  };
}

/** Changes whenever the file does. @throws where it is gone. */
export function versionOf(path: string): string {
  const { ino, mtimeMs, size } = statSync(path);
  return `${ino} ${mtimeMs} ${size}`;
}
