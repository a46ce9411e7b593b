import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import "./button.css";

export type ButtonKind = "primary" | "secondary" | "quiet" | "destroy";

type Shared = { kind?: ButtonKind; icon?: IconName; wide?: boolean; children: ReactNode };

/** `type="submit"` unless said otherwise. `destroy` is for acts that take something away. */
export function Button({
  kind = "primary",
  icon,
  wide,
  children,
  type = "submit",
  ...rest
}: Shared & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "style">) {
  return (
    <button {...rest} type={type} className="button" data-kind={kind} data-wide={wide || undefined}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

/** A link that looks like a button, for the way to another page. */
export function ButtonLink({
  kind = "primary",
  icon,
  wide,
  children,
  to,
  download,
}: Shared & {
  to: string;
  download?: boolean;
}) {
  return (
    <a
      className="button"
      href={to}
      download={download}
      data-kind={kind}
      data-wide={wide || undefined}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  );
}
