import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import "./empty-state.css";

/** Nothing here yet, and what to do about it. Never for a unit without people: that is an alarm. */
export function EmptyState({
  title,
  children,
  action,
  icon = "log",
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  icon?: IconName;
}) {
  return (
    <section className="empty-state">
      <Icon name={icon} size={32} />
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </section>
  );
}
