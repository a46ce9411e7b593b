import { Tabs } from "./tabs.tsx";

/** Every view of a unit by what people come for: the first of each group stands in the upper row. */
const groups = [
  {
    label: "Now",
    views: [
      { view: "now", label: "Answer", path: "" },
      { view: "board", label: "Board", path: "/board" },
      { view: "boards", label: "Screens", path: "/boards" },
      { view: "overrides", label: "Overrides", path: "/overrides" },
    ],
  },
  {
    label: "Coverage",
    views: [
      { view: "coverage", label: "Next 30 days", path: "/coverage" },
      { view: "compliance", label: "Past years", path: "/compliance" },
      { view: "webhooks", label: "Webhooks", path: "/webhooks" },
    ],
  },
  {
    label: "Roster",
    views: [
      { view: "roster", label: "Roster", path: "/roster" },
      { view: "upload", label: "Upload", path: "/roster/upload" },
      { view: "feeds", label: "Feeds", path: "/feeds" },
      { view: "mapping", label: "Names", path: "/roster/mapping" },
      { view: "history", label: "History", path: "/roster/history" },
      { view: "calendars", label: "Calendars", path: "/calendars" },
    ],
  },
  {
    label: "Rules",
    views: [
      { view: "rules", label: "Rules", path: "/rules" },
      { view: "state", label: "Counts", path: "/state" },
      { view: "settings", label: "Settings", path: "/settings" },
    ],
  },
  {
    label: "Shock team",
    views: [
      { view: "shock-team", label: "Who it is", path: "/shock-team" },
      { view: "activations", label: "Activations", path: "/activations" },
    ],
  },
  { label: "People", views: [{ view: "people", label: "People", path: "/people" }] },
] as const;

export type UnitView = (typeof groups)[number]["views"][number]["view"];

/** The views of one unit in two rows; those that the person may not open are left out. */
export function UnitTabs({
  code,
  current,
  views,
}: {
  code: string;
  current: UnitView;
  views: readonly UnitView[];
}) {
  const open = groups
    .map((group) => ({ ...group, views: group.views.filter(({ view }) => views.includes(view)) }))
    .filter((group) => group.views.length > 0);
  const here = open.find((group) => group.views.some(({ view }) => view === current));
  const to = (path: string) => `/units/${code}${path}`;
  return (
    <div className="unit-tabs">
      <Tabs
        label="Views of this unit"
        tabs={open.map((group) => ({
          label: group.label,
          to: to(group.views[0]?.path ?? ""),
          current: group === here,
        }))}
      />
      {here && here.views.length > 1 && (
        <Tabs
          label={here.label}
          isWithin
          tabs={here.views.map(({ view, label, path }) => ({
            label,
            to: to(path),
            current: view === current,
          }))}
        />
      )}
    </div>
  );
}
