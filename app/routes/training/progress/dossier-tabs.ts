import type { Tab } from "#app/components/tabs.tsx";

/** Where a fellow's pages lie: their own, or as those who oversee them see it. */
export function baseOf(fellowshipId: string | null): string {
  return fellowshipId === null ? "/progress" : `/fellows/${fellowshipId}`;
}

/** Views of one fellow, each with its address. @param current  What follows the base in it. */
export function dossierTabs(base: string, current: string): Tab[] {
  const tabs = [
    { label: "What is missing", to: base },
    { label: "Over time", to: `${base}/trajectory` },
    { label: "Milestones", to: `${base}/milestones` },
    { label: "Records", to: `${base}/records` },
    { label: "Working time", to: `${base}/working-time` },
    ...(base === baseOf(null) ? [{ label: "Who looked", to: `${base}/looks` }] : []),
  ];
  return tabs.map((each) => ({ ...each, current: each.to === `${base}${current}` }));
}

const programme = { label: "Programme", to: "/programme" };

/** Above a view of a fellow that has its own tab; nothing above one's own. */
export function viewCrumbs(fellow: string | null) {
  return fellow === null ? [] : [programme];
}

/** Above a page that lies below a fellow's first. */
export function underFellow(fellow: string | null, base: string) {
  return fellow === null
    ? [{ label: "Progress", to: "/progress" }]
    : [programme, { label: fellow, to: base }];
}
