import { isRead } from "./content-lines.server.ts";

/**
 * A calendar without what no reader looks at: attachments, alarms, free text of clients, which are most of many
 * files. Their lines stay, empty, so that every message names the same line.
 */
export function slimCalendar(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  for (let at = 0; at < lines.length; ) {
    const begin = at;
    let whole = lines[at]!;
    at += 1;
    if (whole.trim() === "") continue;
    while (at < lines.length && /^[ \t]/.test(lines[at]!)) {
      whole += lines[at]!.slice(1);
      at += 1;
    }
    if (!isRead({ line: begin + 1, text: whole })) lines.fill("", begin, at);
  }
  return lines.join("\n");
}
