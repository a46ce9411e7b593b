/** What assessors say: one sentence, about what was done and what comes next. */
const early: readonly string[] = [
  "A good beginning: say your plan aloud before you start, so that the team can follow.",
  "Sterile field kept well; next time zero the transducer before anybody asks for a number.",
  "You found the problem yourself. Read the whole waveform before you trust the mean.",
];
const middle: readonly string[] = [
  "Sound judgement with me beside you; try the next one with me at the door.",
  "The plan was right and came early. Write down what would make you change it.",
  "Well explained to the family. Ask for help one step sooner when the lactate rises.",
];
const independent: readonly string[] = [
  "Calm, and checked the waveform before the chart.",
  "I would have done the same, at the same time. I was not needed.",
  "Recognised the limits of the number and looked at the patient.",
  "Led the room without raising your voice; everyone knew the next step.",
];

/** The same words for the same occasion. @param nth  A whole number from 0. */
export function feedbackFor(subject: string, level: number, nth: number): string {
  const words = level <= 2 ? early : level === 3 ? middle : independent;
  return words[(nth + subject.length) % words.length] ?? independent[0] ?? "";
}
