import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import "./notice.css";

export type NoticeKind = "info" | "done" | "warn" | "error";
const icons: Record<NoticeKind, IconName> = {
  info: "info",
  done: "check",
  warn: "warn",
  error: "stop",
};
const spoken: Record<NoticeKind, string> = {
  info: "Note",
  done: "Done",
  warn: "Take care",
  error: "Problem",
};

/** A message about the page or about what was just done. */
export function Notice({
  kind = "info",
  title,
  children,
}: {
  kind?: NoticeKind;
  title?: string;
  children?: ReactNode;
}) {
  return (
    <div
      className="notice"
      data-kind={kind}
      role={kind === "error" ? "alert" : kind === "done" ? "status" : undefined}
    >
      <Icon name={icons[kind]} size={24} />
      <div className="notice-body">
        <span className="visually-hidden">{spoken[kind]}: </span>
        {title && <p className="notice-title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
    </div>
  );
}
