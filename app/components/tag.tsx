import type { ReactNode } from "react";
import "./tag.css";

/** A small fact about the thing beside it: a tier, a basis, a code. States have `StateMark`. */
export function Tag({ children, code }: { children: ReactNode; code?: boolean }) {
  return (
    <span className="tag" data-code={code || undefined}>
      {children}
    </span>
  );
}
