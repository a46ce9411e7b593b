import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { demonstration, publicOrigin } from "../setup/fixed.ts";
import { worldHeader } from "./worlds.ts";

export { expect };

export type Portal = {
  readonly page: Page;
  /** Opens a page, which must answer 200, and inspects it. */
  readonly visit: (path: string) => Promise<void>;
  /** Runs axe on the page as it stands, once for each kind of page; on a desktop in dark as well. */
  readonly inspect: () => Promise<void>;
  /** Signs in through the form as `<name>@demo.systole.example`; whoever was here before is gone. */
  readonly signInAs: (name: string, to?: string) => Promise<void>;
  readonly leave: () => Promise<void>;
};

type AxeResults = Awaited<ReturnType<AxeBuilder["analyze"]>>;

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const inspected = new Set<string>();

export const test = base.extend<{ portal: Portal }>({
  portal: async ({ page, javaScriptEnabled, isMobile }, use, info) => {
    const inspect = async () => {
      if (javaScriptEnabled === false) return;
      const kind = `${info.project.name} ${await kindOf(page)}`;
      if (inspected.has(kind)) return;
      inspected.add(kind);
      expect(await violations(page, isMobile === true), kind).toEqual([]);
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
        await page.goto(`/login?to=${encodeURIComponent(to)}`);
        await page.getByLabel("E-mail address").fill(`${name}@demo.systole.example`);
        await page.getByLabel("Password").fill(demonstration.password);
        await page.getByRole("button", { name: "Sign in" }).click();
        await expect(page.getByRole("button", { name: "Sign out" })).toBeAttached();
        await inspect();
      },
    });
  },
});

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
async function violations(page: Page, isMobile: boolean): Promise<string[]> {
  const builder = () => repeated.reduce((axe, rows) => axe.exclude(rows), new AxeBuilder({ page }));
  await settled(page);
  const light = await builder().withTags(wcag).analyze();
  const found = linesOf("light", light);
  if (isMobile) return found;
  await page.emulateMedia({ colorScheme: "dark" });
  await settled(page);
  const dark = await builder().withRules(["color-contrast"]).analyze();
  await page.emulateMedia({ colorScheme: "light" });
  return [...found, ...linesOf("dark", dark)];
}

/** Amid a transition a colour is neither the old nor the new one, and its contrast means nothing. */
function settled(page: Page) {
  return page.evaluate(async () => {
    const running = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(running.map((one) => one.finished));
  });
}

function linesOf(theme: string, { violations }: AxeResults): string[] {
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
