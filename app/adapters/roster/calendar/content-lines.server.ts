/** One unfolded line; `line` is where it begins in the file, from 1. */
export type ContentLine = { readonly line: number; readonly text: string };

/** BEGIN to END, with the lines that this reader asks for; `closed` is false where its END is missing. */
export type Component = {
  readonly name: string;
  readonly line: number;
  readonly lines: ContentLine[];
  readonly children: Component[];
  closed: boolean;
};

/** Everything else (descriptions of attachments, alarms, free text of clients) is never looked at. */
const wanted = new Set(
  (
    "UID SEQUENCE STATUS METHOD SUMMARY DESCRIPTION CATEGORIES CONTACT ATTENDEE DTSTART DTEND DURATION " +
    "RRULE EXRULE RDATE EXDATE RECURRENCE-ID TZID TZOFFSETFROM TZOFFSETTO X-LIC-LOCATION X-WR-CALNAME " +
    "X-REGISTRATION X-ROLE X-PRESENCE X-RESPONSE-MINUTES X-ASSIGNMENT"
  ).split(" "),
);
const depthMost = 20;
/** Longer ones are attachments and mails in a description; no time or name is that long. */
const lengthMost = 200_000;

/** The components of a file, however broken; lines that belong to none, and that are none, are passed over. */
export function readComponents(text: string): Component {
  const root: Component = { name: "", line: 1, lines: [], children: [], closed: true };
  const stack = [root];
  for (const each of unfolded(text)) {
    const name = nameOf(each.text);
    if (name === "BEGIN") begin(stack, each);
    else if (name === "END") end(stack, each);
    else if (wanted.has(name) && each.text.length <= lengthMost) stack.at(-1)!.lines.push(each);
  }
  return root;
}

/** @source RFC 5545 section 3.1 */
export function* unfolded(text: string): Generator<ContentLine> {
  // Some makers part lines by a carriage return alone.
  const plain = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  let [at, next] = [0, 1];
  while (at < plain.length) {
    const line = next;
    let end = endOf(plain, at);
    let whole = plain.slice(at, end);
    let parts: string[] | null = null;
    [at, next] = [end + 1, next + 1];
    if (whole.trim() === "") continue;
    while (at < plain.length && isFold(plain.charCodeAt(at))) {
      end = endOf(plain, at);
      parts ??= [whole];
      parts.push(plain.slice(at + 1, end));
      [at, next] = [end + 1, next + 1];
    }
    if (parts) whole = parts.join("");
    yield { line, text: whole };
  }
}

function endOf(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

const isFold = (code: number) => code === 0x20 || code === 0x09;

/** Whether anything is ever read of a line. */
export function isRead({ text }: ContentLine): boolean {
  const name = nameOf(text);
  return name === "BEGIN" || name === "END" || (wanted.has(name) && text.length <= lengthMost);
}

const named = new Map<string, string>([...wanted, "BEGIN", "END"].map((each) => [each, each]));
const nameMost = 200;

/** Before the first colon or semicolon, in capitals; empty where there is none. */
function nameOf(text: string): string {
  for (let end = 0; end < Math.min(text.length, nameMost); end += 1) {
    const code = text.charCodeAt(end);
    if (code !== 0x3a && code !== 0x3b) continue;
    const given = text.slice(0, end);
    return named.get(given) ?? given.trim().toUpperCase();
  }
  return "";
}

function begin(stack: Component[], { line, text }: ContentLine) {
  const name = valueIn(text);
  // No event stands in another one: the first has lost its END.
  const inside = name === "VEVENT" ? stack.findIndex((each) => each.name === "VEVENT") : -1;
  if (inside >= 0) stack.length = inside;
  const component = { name, line, lines: [], children: [], closed: false };
  stack.at(-1)!.children.push(component);
  if (stack.length < depthMost) stack.push(component);
}

function end(stack: Component[], { text }: ContentLine) {
  const name = valueIn(text);
  const at = stack.findLastIndex((each) => each.name === name);
  if (at < 1) return;
  stack[at]!.closed = true;
  stack.length = at;
}

function valueIn(text: string): string {
  return text
    .slice(text.indexOf(":") + 1)
    .trim()
    .toUpperCase();
}
