import type { BrowserContext, Page, Route } from "@playwright/test";
import { expect } from "./portal.ts";

/** Waits until the worker has the page and has fetched ahead what lies under these addresses. */
export async function readyForOffline(page: Page, addresses: readonly string[]) {
  const missing = () =>
    page.evaluate(async (wanted) => {
      if (!navigator.serviceWorker.controller) return ["a worker"];
      const kept = await Promise.all(wanted.map((each) => caches.match(each)));
      return wanted.filter((_, i) => !kept[i]);
    }, addresses);
  await expect.poll(missing, { timeout: 60_000 }).toEqual([]);
}

/** What this browser keeps for scripts, as text: bytes are read as Latin letters. */
export function storedText(page: Page, only = ""): Promise<string> {
  return page.evaluate(async (wanted) => {
    const open = (name: string) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const all = (store: IDBObjectStore) =>
      new Promise<unknown[]>((resolve) => {
        const asked = store.getAll();
        asked.onsuccess = () => resolve(asked.result);
      });
    const bytes = (value: ArrayBuffer | ArrayBufferView) =>
      new TextDecoder("latin1").decode(value as ArrayBuffer);
    const asText = (_: string, value: unknown) =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? bytes(value) : value;
    const said: string[] = [JSON.stringify({ ...localStorage })];
    for (const { name = "" } of await indexedDB.databases()) {
      if (!name.includes(wanted)) continue;
      const db = await open(name);
      for (const store of db.objectStoreNames) {
        const rows = await all(db.transaction(store).objectStore(store));
        said.push(`${name} ${store} ${JSON.stringify(rows, asText)}`);
      }
      db.close();
    }
    return said.join("\n");
  }, only);
}

/** Ids of the drafts in this browser: all that can be read of them from outside. */
export function draftIds(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const asked = indexedDB.open("systole-drafts");
        asked.onerror = () => reject(asked.error);
        asked.onsuccess = () => {
          const keys = asked.result.transaction("drafts").objectStore("drafts").getAllKeys();
          keys.onsuccess = () => {
            asked.result.close();
            resolve(keys.result as string[]);
          };
        };
      }),
  );
}

export const pageCaches = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.includes("page")));

/**
 * Cuts or restores the network. What the browser emulates alone ends for a worker when the page is loaded
 * anew, so every request is cut off as well. Restoring it is told to the page as browsers do.
 */
export async function network(context: BrowserContext, is: "there" | "gone") {
  if (is === "gone") {
    await context.route("**", cut);
    return context.setOffline(true);
  }
  await context.unroute("**", cut);
  // A page that was loaded meanwhile believes to be online, and would hear nothing.
  for (const gone of [false, true, false]) await context.setOffline(gone);
}

const cut = (route: Route) => route.abort("internetdisconnected");

const form = "form[data-draft]";

/** Opens the form for one activity the way a person does, from the page that holds them all. */
export async function openCaseForm(page: Page) {
  await page.goto("/logbook/new");
  await page.getByRole("link", { name: "Pulmonary artery catheter insertion" }).first().click();
  await expect(page.locator(form)).toBeVisible();
}

/** Fills in the form for a case at this time, and sends it. */
export async function logCase(page: Page, when: string) {
  await openCaseForm(page);
  await page.getByRole("radio", { name: "Supervised primary" }).check();
  await page.getByLabel("When", { exact: true }).fill(when);
  await choose(page, "supervisorId");
  await choose(page, "setting");
  await page.getByRole("button", { name: "Add to log" }).click();
}

/** Takes what is offered first. */
async function choose(page: Page, name: string) {
  const control = page.locator(`${form} [name="${name}"]`).first();
  const isList = await control.evaluate((element) => element.tagName === "SELECT");
  await (isList ? control.selectOption({ index: 1 }) : control.check());
}

/** What the form would send for a field. */
export function valueIn(page: Page, name: string): Promise<string> {
  const said = (element: HTMLElement, field: string) =>
    String(new FormData(element as HTMLFormElement).get(field));
  return page.locator(form).evaluate(said, name);
}

/** The case stands in the log of whoever is signed in. */
export async function expectLogged(page: Page, id: string) {
  const answer = await page.goto(`/logbook/${id}`);
  expect(answer?.status()).toBe(200);
}
