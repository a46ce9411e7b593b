import { expect, it } from "vitest";
import { agedPage, isPageOf } from "#app/offline/aged-page.ts";
import { noNetworkPage } from "#app/offline/no-network.ts";
import { isKept, isKeptAddress, isWatched, keptAddress } from "#app/offline/places.ts";
import { allUrls } from "#test/house/urls.ts";

const at = (address: string) => new URL(address, "http://localhost");

it("keeps the forms of logging and assessing and the list of drafts, and no other page", async () => {
  const kept = (await allUrls()).map(({ pattern }) => pattern).filter(isKept);
  expect(kept.sort()).toEqual([
    "/assess",
    "/assess/cases/:case",
    "/assess/new",
    "/assess/requests/:request",
    "/drafts",
    "/logbook/again",
    "/logbook/new",
  ]);
});

it.each(["/units", "/units/a", "/units/a/board", "/api/v1/staffing", "/fellows/1", "/progress"])(
  "never keeps %s",
  (path) => {
    expect([isKept(path), isWatched(path)]).toEqual([false, false]);
  },
);

it("keeps no page that says what was just done", () => {
  expect(isKeptAddress(at("/assess"))).toBe(true);
  expect(isKeptAddress(at("/assess?done=recorded"))).toBe(false);
});

it("keeps one form for all activities, and a page for each fellow assessed", () => {
  expect(keptAddress(at("/logbook/new?activity=a"))).toBe("/logbook/new");
  expect(keptAddress(at("/assess/new?fellow=1"))).toBe("/assess/new?fellow=1");
});

it("gives a kept form a new id wherever the old one stands, and says how old the page is", () => {
  const old = "01a20338-4db3-72af-ae05-186ef79e4997";
  const fresh = "01a20338-0000-7000-8000-000000000001";
  const html = `<html lang="en"><input type="hidden" name="id" value="${old}"/>{"id":"${old}"}`;
  const aged = agedPage(html, 42, fresh);
  expect(aged).not.toContain(old);
  expect(aged.split(fresh)).toHaveLength(3);
  expect(aged).toContain('<html data-as-of="42" lang="en">');
});

it("knows whose page it is", () => {
  expect(isPageOf('<div class="frame" data-person="a1">', "a1")).toBe(true);
  expect(isPageOf('<div class="frame" data-person="a1">', "b2")).toBe(false);
  expect(isPageOf("<main>Sign in</main>", "a1")).toBe(false);
});

it("answers nothing without network: neither yes nor no, and with 503", async () => {
  const page = noNetworkPage(["/assets/root.css"]);
  const html = await page.text();
  expect(page.status).toBe(503);
  expect(html).toContain("unknown");
  expect(html).not.toMatch(/\byes\b|qualified cardiologist/i);
});
