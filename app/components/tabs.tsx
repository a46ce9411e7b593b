import "./tabs.css";

export type Tab = {
  readonly label: string;
  readonly to: string;
  readonly current?: boolean;
  readonly count?: number;
};

/** Views of one thing, each with its own address; `isWithin`: a second row, of the view above it. */
export function Tabs({
  tabs,
  label,
  isWithin,
}: {
  tabs: readonly Tab[];
  label: string;
  isWithin?: boolean;
}) {
  return (
    <nav className="tabs" aria-label={label} data-within={isWithin || undefined}>
      <ul className="tabs-list">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <a href={tab.to} aria-current={tab.current ? "page" : undefined}>
              {tab.label}
              {tab.count !== undefined && <span className="tabs-count"> {tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
