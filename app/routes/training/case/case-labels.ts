/** Fields of a case as people read them, before the words of an error. */
export const caseLabels = {
  activity: "What you did",
  when: "When",
  supervisorId: "Supervisor",
  role: "Your part",
  setting: "Where",
  hours: "Hours of care",
  scenario: "Scenario",
  reason: "Why",
};

/** Fields of several answers carry brackets in the form, and the summary links to them. */
export const caseLists = ["devices", "access", "contexts", "complications"];
