import type PDFDocument from "pdfkit";
import type { Face, FaceOf, Weight } from "./faces.server.ts";

type Doc = InstanceType<typeof PDFDocument>;

export type Run = { readonly face: Face; readonly text: string };

/** Letters by the face that has them; what none has is written without its marks, or as a question mark. */
export function runsOf(text: string, weight: Weight, faceOf: FaceOf): Run[] {
  const plain: Face = `latin ${weight}`;
  const runs: { face: Face; text: string }[] = [];
  const add = (face: Face, character: string) => {
    const open = runs.at(-1);
    if (open?.face === face) open.text += character;
    else runs.push({ face, text: character });
  };
  for (const character of text.replace(/[\t\r]+/g, " ")) {
    const isBreak = character === "\n";
    const face = isBreak ? plain : faceOf(character, weight);
    if (face) add(face, character);
    else add(plain, plainer(character, faceOf));
  }
  return runs.length > 0 ? runs : [{ face: plain, text: "" }];
}

const spoken: Readonly<Record<string, string>> = { "≥": ">=", "≤": "<=", "→": "->", "✓": "yes" };

function plainer(character: string, faceOf: FaceOf): string {
  const base = spoken[character] ?? character.normalize("NFKD").replace(/\p{M}/gu, "");
  const isPlain = [...base].every((each) => faceOf(each, "regular") === "latin regular");
  return isPlain && base !== "" ? base : "?";
}

/** Writes runs one after another; what follows the first goes on in its line. */
export function writeRuns(
  doc: Doc,
  runs: readonly Run[],
  options: PDFKit.Mixins.TextOptions,
  at?: { readonly x: number; readonly y: number },
) {
  runs.forEach(({ face, text }, i) => {
    doc.font(face);
    const more = { ...options, continued: i < runs.length - 1 };
    if (i === 0 && at) doc.text(text, at.x, at.y, more);
    else doc.text(text, more);
  });
}
