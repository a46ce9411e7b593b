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
function* unfolded(text: string): Generator<ContentLine> {
  let line = 0;
  let start = 0;
  let parts: string[] = [];
  for (const raw of text.split(/\r\n|\n|\r/)) {
    line += 1;
    if (parts.length > 0 && (raw[0] === " " || raw[0] === "\t")) {
      parts.push(raw.slice(1));
      continue;
    }
    if (parts.length > 0) yield { line: start, text: parts.join("") };
    parts = raw.trim() === "" ? [] : [raw];
    start = line;
  }
  if (parts.length > 0) yield { line: start, text: parts.join("") };
}

function nameOf(text: string): string {
  const end = text.search(/[:;]/);
  return end < 0 ? "" : text.slice(0, end).trim().toUpperCase();
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
