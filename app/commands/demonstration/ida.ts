import type { Logbook } from "./logbook.ts";

/**
 * Ida has everything that Advanced Haemodynamics asks for but one catheter and one observation of it. Any
 * catheter that a supervisor confirms, and any observation at level 4 by somebody who may judge it, and
 * she is there: nobody has seen her place one more than once since she could do it alone.
 */
export const ida: Logbook = {
  fellow: "fellow",
  supervisors: ["assessor", "assessor2", "marchetti", "okafor"],
  runs: [
    // Nineteen catheters of the twenty.
    { activity: "pa-catheter-insertion", count: 12, from: 540, to: 20 },
    { activity: "right-heart-catheterisation", count: 7, from: 480, to: 30, setting: "cath_lab" },
    // With those seven, fifty profiles read.
    { activity: "haemodynamic-profile", count: 28, from: 560, to: 12 },
    { activity: "haemodynamic-review", count: 15, from: 570, to: 40 },
    { activity: "vasoactive-plan", count: 19, from: 555, to: 9 },
    { activity: "vasoactive-weaning", count: 12, from: 500, to: 6 },
    // One that she had entered twice, and one that her supervisor had not seen: they do not count.
    { activity: "pa-catheter-insertion", count: 1, from: 210, to: 210, outcome: "withdrawn" },
    { activity: "pa-catheter-insertion", count: 1, from: 152, to: 152, outcome: "declined" },
    // And what the days bring besides.
    { activity: "tte-complete", count: 9, from: 420, to: 15 },
    { activity: "arterial-access", count: 6, from: 520, to: 60 },
    { activity: "tracheal-intubation", count: 4, from: 300, to: 35 },
    // Entered for the wrong room, corrected, and confirmed once more.
    { activity: "arterial-access", count: 1, from: 74, to: 74, outcome: "corrected" },
  ],
  seen: [
    // Early on, at arm's length.
    { subject: "CIC-HEM-01", by: "marchetti", level: 2, days: 500 },
    { subject: "CIC-HEM-02", by: "assessor", level: 3, days: 460, tool: "CBD" },
    { subject: "EPA-02", by: "okafor", level: 3, days: 400, tool: "MINI_CEX" },
    // Alone: two of three.
    { subject: "CIC-HEM-01", by: "assessor2", level: 4, days: 120 },
    { subject: "CIC-HEM-01", by: "assessor", level: 4, days: 48 },
    { subject: "CIC-HEM-02", by: "assessor", level: 4, days: 230, tool: "CBD" },
    { subject: "CIC-HEM-02", by: "assessor2", level: 4, days: 190, tool: "CBD" },
    { subject: "CIC-HEM-02", by: "marchetti", level: 4, days: 150, tool: "MINI_CEX" },
    { subject: "CIC-HEM-02", by: "assessor2", level: 5, days: 96, tool: "CBD" },
    { subject: "CIC-HEM-02", by: "marchetti", level: 4, days: 70, tool: "CBD" },
    { subject: "CIC-HEM-02", by: "assessor", level: 4, days: 33, tool: "CBD" },
    { subject: "CIC-HEM-03", by: "okafor", level: 4, days: 205, tool: "MINI_CEX" },
    { subject: "CIC-HEM-03", by: "assessor", level: 4, days: 160, tool: "CBD" },
    { subject: "CIC-HEM-03", by: "okafor", level: 4, days: 85, tool: "CBD" },
    { subject: "CIC-HEM-03", by: "assessor", level: 5, days: 27, tool: "MINI_CEX" },
    // Four supervisors would leave the measuring and the steering to her.
    { subject: "EPA-02", by: "assessor", level: 4, days: 140, tool: "MINI_CEX" },
    { subject: "EPA-02", by: "assessor2", level: 4, days: 101, tool: "MINI_CEX" },
    { subject: "EPA-02", by: "marchetti", level: 4, days: 62, tool: "MINI_CEX" },
    { subject: "EPA-02", by: "okafor", level: 4, days: 24, tool: "MINI_CEX", inPerson: true },
    // Asked a house physician, who may say what she saw and judges nobody: it is feedback.
    { subject: "CIC-HEM-03", by: "keller", level: 4, days: 14, tool: "MINI_CEX", inPerson: true },
  ],
};
