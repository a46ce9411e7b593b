import { createRequire } from "node:module";
import type PDFDocument from "pdfkit";

type Doc = InstanceType<typeof PDFDocument>;

const { resolve } = createRequire(import.meta.url);
/** WOFF, since WOFF2 keeps outlines rewritten and the PDF library embeds them as if they were not. */
const file = (family: "next" | "mono", subset: string, weight: number) => {
  const name = `atkinson-hyperlegible-${family}`;
  return resolve(`@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff`);
};

/** Western letters, and those of further languages, which lie in a file of their own. */
const subsets = ["latin", "latin-ext"] as const;
const weights = { regular: 400, bold: 700 } as const;
export type Weight = keyof typeof weights;

/** A registered face: `doc.font(face)`. */
export type Face = `${(typeof subsets)[number]} ${Weight}`;

/** For codes and digests. */
export const codeFace = "mono";

/** @returns which face has a sign for a character; null where none has. */
export type FaceOf = (character: string, weight: Weight) => Face | null;

type Inner = { readonly _font: { readonly font: { hasGlyphForCodePoint(code: number): boolean } } };

/** Registers Atkinson Hyperlegible with a document; it is embedded, as far as it is used. */
export function registerFaces(doc: Doc): FaceOf {
  const fonts = new Map<Face, Inner["_font"]["font"]>();
  for (const subset of subsets) {
    for (const weight of Object.keys(weights) as Weight[]) {
      const face: Face = `${subset} ${weight}`;
      doc.registerFont(face, file("next", subset, weights[weight]));
      doc.font(face);
      fonts.set(face, (doc as unknown as Inner)._font.font);
    }
  }
  doc.registerFont(codeFace, file("mono", "latin", weights.regular));
  doc.font("latin regular");
  return (character, weight) => {
    const code = character.codePointAt(0) ?? 0;
    const has = (face: Face) => fonts.get(face)?.hasGlyphForCodePoint(code) ?? false;
    return subsets.map((subset): Face => `${subset} ${weight}`).find(has) ?? null;
  };
}
