/** Text of a page as a browser reads it. */
function plain(text: string): string {
  const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith("#x")) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith("#")) return String.fromCodePoint(Number(name.slice(1)));
    return named[name] ?? whole;
  });
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(` ${name}(?:="([^"]*)")?(?=[ />])`).exec(tag);
  return found ? plain(found[1] ?? "") : null;
}

/** What a browser would send of a page's fields if nobody touched them, but its buttons. */
export function sentFrom(markup: string): FormData {
  const form = new FormData();
  for (const [whole, kind] of markup.matchAll(/<(input)\b[^>]*>|<(select)\b[\s\S]*?<\/select>/g)) {
    const tag = /^<[^>]*>/.exec(whole)?.[0] ?? "";
    const name = attribute(tag, "name");
    if (name === null) continue;
    const type = attribute(tag, "type") ?? "text";
    if (kind === "input" && (type === "radio" || type === "checkbox")) {
      if (attribute(tag, "checked") !== null) form.append(name, attribute(tag, "value") ?? "on");
    } else if (kind === "input") form.append(name, attribute(tag, "value") ?? "");
    else {
      const options = [...whole.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
      const chosen = options.find((option) => attribute(option, "selected") !== null) ?? options[0];
      form.append(name, chosen ? (attribute(chosen, "value") ?? "") : "");
    }
  }
  return form;
}
