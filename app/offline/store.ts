import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Draft } from "./draft.ts";
import { isPageCache } from "./places.ts";
import { makeKey, type Sealed, seal, unseal } from "./sealed.ts";

/** Whose browser this is now. There is one at a time: another person's arrival wipes what was here. */
export type Owner = {
  readonly id: "owner";
  readonly personId: string;
  readonly key: CryptoKey;
};

interface Shelves extends DBSchema {
  owner: { key: "owner"; value: Owner };
  drafts: { key: string; value: { readonly id: string; readonly sealed: Sealed } };
}

let opened: Promise<IDBPDatabase<Shelves>> | null = null;

function shelves() {
  opened ??= openDB<Shelves>("systole-drafts", 1, {
    upgrade(db) {
      db.createObjectStore("owner", { keyPath: "id" });
      db.createObjectStore("drafts", { keyPath: "id" });
    },
    // A later version, or the wiping of everything, must not wait for this one.
    blocking: async () => {
      (await opened)?.close();
      opened = null;
    },
    terminated() {
      opened = null;
    },
  });
  return opened;
}

export async function ownerNow(): Promise<Owner | null> {
  return (await (await shelves()).get("owner", "owner")) ?? null;
}

/** The signed-in person's shelf. Whatever another person left here goes first. */
export async function ownedBy(personId: string): Promise<Owner> {
  const before = await ownerNow();
  if (before?.personId === personId) return before;
  if (before) await wipe();
  const owner: Owner = { id: "owner", personId, key: await makeKey() };
  const transaction = (await shelves()).transaction("owner", "readwrite");
  const meanwhile = await transaction.store.get("owner");
  // Another tab of the same person may have been quicker: its key is the one.
  if (meanwhile?.personId === personId) return meanwhile;
  await transaction.store.put(owner);
  await transaction.done;
  return owner;
}

export async function putDraft({ personId, key }: Owner, draft: Draft): Promise<void> {
  const { id, ...rest } = draft;
  const sealed = await seal(key, `${personId} ${id}`, rest);
  await (await shelves()).put("drafts", { id, sealed });
}

export async function findDraft(owner: Owner, id: string): Promise<Draft | null> {
  const kept = await (await shelves()).get("drafts", id);
  return kept ? readDraft(owner, kept) : null;
}

/** In the order in which they were kept. What cannot be read is of nobody here, and left out. */
export async function allDrafts(owner: Owner): Promise<Draft[]> {
  const kept = await (await shelves()).getAll("drafts");
  const drafts = await Promise.all(kept.map((each) => readDraft(owner, each).catch(() => null)));
  return drafts.filter((each) => each !== null).sort((a, b) => a.at - b.at);
}

async function readDraft({ personId, key }: Owner, kept: { id: string; sealed: Sealed }) {
  const rest = await unseal(key, `${personId} ${kept.id}`, kept.sealed);
  return { id: kept.id, ...(rest as Omit<Draft, "id">) };
}

export async function dropDraft(id: string): Promise<void> {
  await (await shelves()).delete("drafts", id);
}

/** Drafts, the key that opens them, and every page that was kept. */
export async function wipe(): Promise<void> {
  const db = await shelves();
  await Promise.all([db.clear("drafts"), db.clear("owner")]);
  const names = await caches.keys();
  await Promise.all(names.filter(isPageCache).map((name) => caches.delete(name)));
  // Where the library of the worker notes the age of pages; it may be closed a little later.
  indexedDB.deleteDatabase("workbox-expiration");
}
