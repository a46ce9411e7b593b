import { expect, it } from "vitest";
import { makeKey, seal, unseal } from "#app/offline/sealed.ts";

const said = { fields: [["feedback", "Sutured neatly, now plan aloud."]] };

it("opens only with the same key, for the same draft, and unchanged", async () => {
  const key = await makeKey();
  const sealed = await seal(key, "person draft", said);
  expect(await unseal(key, "person draft", sealed)).toEqual(said);
  await expect(unseal(key, "person other", sealed)).rejects.toThrow();
  await expect(unseal(await makeKey(), "person draft", sealed)).rejects.toThrow();
  const bytes = sealed.bytes.slice(0);
  const view = new Uint8Array(bytes);
  view[3] = (view[3] ?? 0) ^ 1;
  await expect(unseal(key, "person draft", { ...sealed, bytes })).rejects.toThrow();
});

it("never shows what was typed, nor seals it twice alike", async () => {
  const key = await makeKey();
  const [a, b] = [await seal(key, "x", said), await seal(key, "x", said)];
  expect(Buffer.from(a.bytes).toString("latin1")).not.toContain("Sutured");
  expect(Buffer.from(a.bytes)).not.toEqual(Buffer.from(b.bytes));
});

it("makes a key that cannot be taken out", async () => {
  const key = await makeKey();
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
});
