import { useEffect } from "react";

/** Where a key is typed or has a meaning of its own. */
const ownKeys = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";

/**
 * J and K follow the links to the next and the previous fellow, number keys choose, Enter records. An
 * effect, since keys are pressed wherever the focus is; without scripts the same links and buttons serve.
 *
 * @param form  Id of the form whose first radio group the numbers choose from.
 */
export function CommitteeKeys({
  form,
  next,
  previous,
}: {
  form: string;
  next: string | null;
  previous: string | null;
}) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const at = event.target instanceof Element ? event.target : null;
      if (event.ctrlKey || event.metaKey || event.altKey || at?.closest(ownKeys)) return;
      const key = event.key.toLowerCase();
      const link = key === "j" ? next : key === "k" ? previous : null;
      if (link) document.getElementById(link)?.click();
      else if (/^[1-9]$/.test(key)) choose(form, Number(key));
      else if (key === "enter" && !at?.closest("a, button, summary, input")) submit(form);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", pressed);
    // Says that keys are heard from now on: before it a press would go nowhere.
    document.documentElement.dataset.keys = form;
    return () => {
      document.removeEventListener("keydown", pressed);
      delete document.documentElement.dataset.keys;
    };
  }, [form, next, previous]);
  return null;
}

function formOf(id: string): HTMLFormElement | null {
  const found = document.getElementById(id);
  return found instanceof HTMLFormElement ? found : null;
}

function choose(id: string, nth: number) {
  const radios = formOf(id)?.querySelectorAll<HTMLInputElement>("input[type=radio]") ?? [];
  const radio = radios[nth - 1];
  radio?.focus();
  radio?.click();
}

function submit(id: string) {
  formOf(id)?.requestSubmit();
}
