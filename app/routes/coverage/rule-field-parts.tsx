import type { ReactNode } from "react";
import type { RuleChoices } from "#app/http/rule-view.server.ts";

type Typed = Readonly<Record<string, string | readonly string[]>>;
type Errors = Readonly<Record<string, string>>;
export type RuleFieldProps = { choices: RuleChoices; typed: Typed; errors: Errors };

/** Reads a field back as it was typed, with what is wrong with it. */
export function readers({ typed, errors }: Pick<RuleFieldProps, "typed" | "errors">) {
  const one = (name: string) => {
    const value = typed[name];
    return typeof value === "string" ? value : undefined;
  };
  const all = (name: string): readonly string[] => {
    const value = typed[name] ?? [];
    return typeof value === "string" ? [value] : value;
  };
  const text = (name: string) => ({ name, value: one(name), error: errors[name] });
  const list = (name: string) => ({ name: `${name}[]`, values: all(name), error: errors[name] });
  return { one, all, text, list };
}

/** Less often asked: open where something is set in it. */
export function More({
  title,
  open,
  children,
}: {
  title: string;
  open: boolean;
  children: ReactNode;
}) {
  return (
    <details open={open}>
      <summary>{title}</summary>
      <div className="stack">{children}</div>
    </details>
  );
}
