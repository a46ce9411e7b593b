import { ErrorSummary, type FormError } from "./error-summary.tsx";

/** What an action answers when it did not do it; see http/form-reply. */
export type Reply = {
  readonly fields: Readonly<Record<string, string>>;
  readonly words: string | null;
  readonly typed: Readonly<Record<string, string | readonly string[]>>;
};

/** The summary above a form; nothing while there is no reply. */
export function FormErrors({
  reply,
  labels = {},
  lists = [],
  title,
}: {
  reply: Reply | undefined;
  /** Names of fields as people read them, said before the words. */
  labels?: Readonly<Record<string, string>>;
  /** Fields of several answers: their name in the form ends in `[]`. */
  lists?: readonly string[];
  title?: string;
}) {
  if (!reply) return null;
  const errors: FormError[] = reply.words ? [{ message: reply.words }] : [];
  for (const [field, words] of Object.entries(reply.fields)) {
    const anchor = lists.includes(field) ? `${field}[]` : field;
    errors.push({ field: anchor, message: labels[field] ? `${labels[field]}: ${words}` : words });
  }
  return <ErrorSummary errors={errors} title={title} />;
}

/** Reads back what was typed: `of("name")` for one text, `all("services")` for several. */
export function typedIn(reply: Reply | undefined) {
  return {
    of: (name: string, otherwise?: string): string | undefined => {
      const value = reply?.typed[name];
      return typeof value === "string" ? value : otherwise;
    },
    all: (name: string, otherwise: readonly string[] = []): readonly string[] => {
      const value = reply?.typed[name];
      if (value === undefined) return reply ? [] : otherwise;
      return typeof value === "string" ? [value] : value;
    },
  };
}
