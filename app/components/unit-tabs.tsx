import { type Tab, Tabs } from "./tabs.tsx";

export type UnitView = "now" | "coverage" | "roster" | "state" | "people";

/** The views of one unit; those that the person may not open are left out. */
export function UnitTabs({
  code,
  current,
  views,
}: {
  code: string;
  current: UnitView;
  views: readonly UnitView[];
}) {
  const all: readonly (Tab & { readonly view: UnitView })[] = [
    { view: "now", label: "Now", to: `/units/${code}` },
    { view: "coverage", label: "Coverage", to: `/units/${code}/coverage` },
    { view: "roster", label: "Roster", to: `/units/${code}/roster` },
    { view: "state", label: "Counts", to: `/units/${code}/state` },
    { view: "people", label: "People", to: `/units/${code}/people` },
  ];
  const shown = all.filter(({ view }) => views.includes(view));
  return (
    <Tabs
      label="Views of this unit"
      tabs={shown.map(({ view, ...tab }) => ({ ...tab, current: view === current }))}
    />
  );
}
