import { type ReactNode, useId } from "react";
import "./panel.css";

/** A titled block of a page. `meta` stands opposite the title. */
export function Panel({
  title,
  lead,
  meta,
  children,
  id,
}: {
  title?: string;
  lead?: ReactNode;
  meta?: ReactNode;
  children: ReactNode;
  id?: string;
}) {
  const own = useId();
  const heading = `${id ?? `panel-${own.replace(/[^\w-]/g, "")}`}-title`;
  return (
    <section className="panel" id={id} aria-labelledby={title ? heading : undefined}>
      {title && (
        <header className="panel-head">
          <h2 id={heading}>{title}</h2>
          {meta && <div className="panel-meta">{meta}</div>}
          {lead && <p className="panel-lead">{lead}</p>}
        </header>
      )}
      {children}
    </section>
  );
}

/** One of several things to choose from; the whole card is the link. */
export function Card({
  title,
  to,
  children,
  meta,
}: {
  title: string;
  to?: string;
  children?: ReactNode;
  meta?: ReactNode;
}) {
  return (
    <article className="card">
      <h3>{to ? <a href={to}>{title}</a> : title}</h3>
      {meta && <div className="card-meta">{meta}</div>}
      {children && <div className="card-body">{children}</div>}
    </article>
  );
}

export function Cards({ children }: { children: ReactNode }) {
  return <div className="cards">{children}</div>;
}
