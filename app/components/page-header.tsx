import type { ReactNode } from "react";
import "./page-header.css";

export type Crumb = { readonly label: string; readonly to: string };

/** What the page answers, in a title and one line. Breadcrumb only below the second level. */
export function PageHeader({
  title,
  lead,
  crumbs = [],
  state,
  actions,
}: {
  title: string;
  lead?: ReactNode;
  crumbs?: readonly Crumb[];
  state?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="page-header">
      {crumbs.length > 0 && (
        <nav className="breadcrumb" aria-label="Breadcrumb">
          <ol className="breadcrumb-list">
            {crumbs.map((crumb) => (
              <li key={crumb.to}>
                <a href={crumb.to}>{crumb.label}</a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="page-title">
        <h1>{title}</h1>
        {state}
      </div>
      {lead && <p className="page-lead">{lead}</p>}
      {actions && <div className="page-actions">{actions}</div>}
    </header>
  );
}
