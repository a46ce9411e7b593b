import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page, type Response } from "@playwright/test";
import { demonstration, publicOrigin } from "../setup/fixed.ts";
import { worldHeader } from "./worlds.ts";

export { expect };

export type Portal = {
  readonly page: Page;
  /** Opens a page, which must answer 200, and inspects it. */
  readonly visit: (path: string) => Promise<void>;
  /** Runs axe on the page as it stands, once for each kind of page; on a wide screen in dark as well. */
  readonly inspect: () => Promise<void>;
  /** Signs in as `<name>@demo.systole.example`; whoever was here before is gone. */
  readonly signInAs: (name: string, to?: string) => Promise<void>;
  readonly leave: () => Promise<void>;
};

type RunOnly = { readonly type: "tag" | "rule"; readonly values: string[] };

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const inspected = new Set<string>();
/** Below so many pixels a page is looked at in one theme only. */
const narrow = 600;

export const test = base.extend<{ portal: Portal }>({
  page: async ({ page, javaScriptEnabled }, use) => {
    if (javaScriptEnabled !== false) arriveLive(page);
    await use(page);
  },
  portal: async ({ page, javaScriptEnabled, serviceWorkers, isMobile }, use, info) => {
    const inspect = async () => {
      if (javaScriptEnabled === false) return;
      await arrived(page);
      const kind = `${info.project.name} ${await kindOf(page)}`;
      if (inspected.has(kind)) return;
      inspected.add(kind);
      const isNarrow = isMobile === true || (page.viewportSize()?.width ?? narrow) < narrow;
      expect(await violations(page, isNarrow), kind).toEqual([]);
    };
    const stay = { name: worldHeader, value: info.project.name, url: publicOrigin };
    const leave = async () => {
      await page.context().clearCookies();
      await page.context().addCookies([stay]);
    };
    await leave();
    await use({
      page,
      inspect,
      leave,
      async visit(path) {
        const answer = await page.goto(path);
        expect(answer?.status(), path).toBe(200);
        await inspect();
      },
      async signInAs(name, to = "/home") {
        await leave();
        // What a worker keeps for whom, and forms without scripts, are for the form itself to show.
        const isByHand = javaScriptEnabled === false || serviceWorkers === "allow";
        await (isByHand ? fillIn : send)(page, name, to);
        await expect(page.getByRole("button", { name: "Sign out" })).toBeAttached();
        await inspect();
      },
    });
  },
});

const emailOf = (name: string) => `${name}@demo.systole.example`;

/** Signs in as a person does. */
export async function fillIn(page: Page, name: string, to: string) {
  await page.goto(`/login?to=${encodeURIComponent(to)}`);
  await page.getByLabel("E-mail address").fill(emailOf(name));
  await page.getByLabel("Password").fill(demonstration.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Sends what the form would send, and goes where its answer leads. */
async function send(page: Page, name: string, to: string) {
  const form = { email: emailOf(name), password: demonstration.password, to };
  const answer = await page.request.post("/login", { form, maxRedirects: 0 });
  expect(answer.status(), name).toBe(302);
  await page.goto(answer.headers().location ?? "");
}

/**
 * Pages answer before their scripts hold the controls; what is typed or pressed until then can be lost.
 * Loading a page therefore waits for what the portal's own scripts wait for. Pages without scripts and
 * those that could not be shown are as they are.
 */
export function arriveLive(page: Page): Page {
  const ready = page.locator("html[data-live], html:not(:has(link[rel=modulepreload]))");
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  const shown = async (answer: Response | null) => {
    if (answer?.ok()) await ready.waitFor({ state: "attached" });
    return answer;
  };
  page.goto = async (...given) => shown(await goto(...given));
  page.reload = async (...given) => shown(await reload(...given));
  return page;
}

/**
 * A link or a form that was just pressed has led on: until then the page is the one before, and to inspect
 * that one again would pass for an inspection of the next.
 */
async function arrived(page: Page) {
  const isStill = () => page.evaluate(isRouterStill).catch(() => false);
  await expect.poll(isStill, { intervals: [20, 50, 100] }).toBe(true);
}

/** Whether the page's own router is going nowhere, and what it last brought is drawn. */
async function isRouterStill(): Promise<boolean> {
  type Router = { readonly state: { readonly navigation: { readonly state: string } } };
  const { __remixRouter: router } = window as { __remixRouter?: Router };
  await new Promise((drawn) => requestIdleCallback(drawn, { timeout: 1_000 }));
  return !router || router.state.navigation.state === "idle";
}

/** Pages that differ only in whose or which they are count once; a form in error is another page. */
async function kindOf(page: Page): Promise<string> {
  const { pathname, search } = new URL(page.url());
  const path = pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id");
  const errors = await page.locator(".error-summary").count();
  return `${path}${search ? "?" : ""}${errors > 0 ? " in error" : ""}`;
}

/** Rows after the first few are built like these; to measure the contrast of hundreds takes long. */
const repeated = [".data-table tbody tr:nth-child(n+5)", ".roster-grid tbody:nth-of-type(n+6)"];

/** What axe finds, each as one line. Between the themes only contrast differs. */
async function violations(page: Page, isNarrow: boolean): Promise<string[]> {
  await settled(page);
  const found = await linesIn(page, "light", { type: "tag", values: wcag });
  if (isNarrow) return found;
  await page.emulateMedia({ colorScheme: "dark" });
  await settled(page);
  const dark = await linesIn(page, "dark", { type: "rule", values: ["color-contrast"] });
  await page.emulateMedia({ colorScheme: "light" });
  return [...found, ...dark];
}

/** Amid a transition a colour is neither the old nor the new one, and its contrast means nothing. */
function settled(page: Page) {
  // Brought to their end rather than waited for: one of something that is not drawn never gets there.
  return page.evaluate(() => {
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
  });
}

/**
 * In the page itself, since none has frames: otherwise a second page is opened to sum up. What passes is
 * not written out.
 */
async function linesIn(page: Page, theme: string, runOnly: RunOnly): Promise<string[]> {
  const options = { runOnly, resultTypes: ["violations" as const] };
  const builder = new AxeBuilder({ page }).options(options).setLegacyMode();
  const { violations } = await repeated.reduce((axe, rows) => axe.exclude(rows), builder).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${theme} ${id}: ${node.html} ${node.failureSummary ?? ""}`),
  );
}

/** The page itself never scrolls sideways; only what is marked for it may, within itself. */
export async function expectNoSidewaysScroll(page: Page) {
  const widths = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(widths.page, page.url()).toBeLessThanOrEqual(widths.window);
}
