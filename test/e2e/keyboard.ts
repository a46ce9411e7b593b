import { expect, type Locator, type Page } from "@playwright/test";

const most = 400;

/** Presses Tab until the focus is where it should be; a control that cannot be reached so fails. */
export async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < most; pressed++) {
    if (await isFocused(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`not reached by keyboard: ${target}`);
}

export async function typeInto(page: Page, target: Locator, text: string) {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

function isFocused(target: Locator) {
  return target.evaluate((element) => element === element.ownerDocument.activeElement);
}
