import type { Content } from "#app/domain/content.ts";
import { nameOfCode } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import type { Notice } from "#app/domain/coverage/notice.ts";
import type { Reason } from "#app/domain/coverage/reason.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";

/** The sentence for a reason, with the codes and values it rests on. */
export function reasonWords(content: Content, { code, values }: Reason): string {
  return withValues(content, say(content.copy, `reasons.${code}`, values), values);
}

export function noticeWords(content: Content, { code, values }: Notice): string {
  return withValues(content, say(content.copy, `notices.${code}`, values), values);
}

/** Values that the sentence has no place for follow it, so that nothing known is withheld. */
function withValues(content: Content, sentence: string, values: Reason["values"]): string {
  const parts = Object.entries(values ?? {}).flatMap(([name, value]) => {
    const text = valueWords(content, name, value);
    return text === "" || sentence.includes(text) ? [] : [text];
  });
  return parts.length === 0 ? sentence : `${sentence.replace(/\.$/, "")}: ${parts.join(", ")}.`;
}

function valueWords(content: Content, name: string, value: string | number): string {
  if (name.endsWith("At") && typeof value === "number") return formatInstant(value as Instant);
  if (name === "shift" || name === "state") return "";
  if (name === "required") return "";
  if (name === "found") return value === 0 ? "" : `${value} on duty, more needed`;
  if (name === "minutes" || name.endsWith("Minutes")) return `${value} min`;
  if (typeof value === "string" && /^[A-Z][A-Z0-9-]+$/.test(value)) {
    const words = nameOfCode(content, value);
    return words === value ? value : `${words} (${value})`;
  }
  return String(value);
}
