import type { Draft, Fields } from "./draft.ts";
import { findDraft, type Owner } from "./store.ts";

/** How long the page may take to come alive before its form is filled in all the same. */
const patienceMs = 5_000;

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Where the address names a draft (`#draft=…`), puts everything that was typed back into the form.
 *
 * @returns the form and the draft in it; null where there is none.
 */
export async function refill(
  owner: Owner,
): Promise<{ readonly form: HTMLFormElement; readonly draft: Draft } | null> {
  const id = /^#draft=([0-9a-f-]{36})$/.exec(location.hash)?.[1];
  const draft = id ? await findDraft(owner, id) : null;
  if (!draft || draft.state === "sent") return null;
  await alive();
  const form = document.querySelector<HTMLFormElement>(`form[data-draft="${draft.kind}"]`);
  if (!form) return null;
  fill(form, draft.fields);
  // An answer may have brought further questions with it.
  await nextFrame();
  fill(form, draft.fields);
  return { form, draft };
}

/** Until then the page's own script may still set fields back. */
function alive(): Promise<unknown> {
  const { documentElement: html } = document;
  if (html.dataset.live !== undefined) return Promise.resolve();
  return new Promise((resolve) => {
    new MutationObserver(resolve).observe(html, { attributeFilter: ["data-live"] });
    setTimeout(resolve, patienceMs);
  });
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

function fill(form: HTMLFormElement, fields: Fields) {
  for (const control of form.elements) {
    if (!isControl(control) || control.name === "id") continue;
    const said = fields.filter(([name]) => name === control.name);
    setControl(
      control,
      said.map(([, value]) => value),
    );
  }
}

function isControl(element: Element): element is Control {
  return /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) && (element as Control).name !== "";
}

function setControl(control: Control, values: readonly string[]) {
  const { type } = control;
  if (type === "radio" || type === "checkbox") {
    const box = control as HTMLInputElement;
    // A click, so that whatever listens hears of it. A radio is let go of by choosing another.
    const should = values.includes(box.value);
    if (box.checked !== should && (should || type === "checkbox")) box.click();
    return;
  }
  const [value] = values;
  if (value === undefined || control.value === value || /^(submit|button|file)$/.test(type)) return;
  // Past the setter that a framework may have put on the element, so that it hears the change.
  const prototype = Object.getPrototypeOf(control) as Control;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(control, value);
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
}
