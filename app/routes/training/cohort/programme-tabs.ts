/** The views of a programme, one of them current. */
export function programmeTabs(programmeId: string, current: "credentials" | "cohort" | "worklist") {
  const to = (path: string) => `/programme${path}?programme=${programmeId}`;
  return [
    { label: "Credentials", to: to(""), current: current === "credentials" },
    { label: "Cohort", to: to("/cohort"), current: current === "cohort" },
    { label: "Worklist", to: to("/worklist"), current: current === "worklist" },
  ];
}
