import type { ReactNode } from "react";
import "./key-values.css";

export type KeyValue = {
  readonly label: string;
  readonly value: ReactNode;
  readonly code?: boolean;
};

export function KeyValues({ items }: { items: readonly KeyValue[] }) {
  return (
    <dl className="key-values">
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd className={item.code ? "code" : undefined}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
