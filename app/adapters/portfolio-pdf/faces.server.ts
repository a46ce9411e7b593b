import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type PDFDocument from "pdfkit";
import { type OutlineStep, simpleGlyph } from "./outline.server.ts";

const { resolve } = createRequire(import.meta.url);
const file = (subset: string) =>
  resolve(
    `@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${subset}-wght-normal.woff2`,
  );

/** Atkinson Hyperlegible Next at its regular weight: western letters, and those of further languages. */
export const faces = { latin: file("latin"), further: file("latin-ext") } as const;
export type Face = keyof typeof faces;

type Glyph = {
  readonly path: { readonly commands: readonly OutlineStep[] };
  readonly advanceWidth: number;
  _getMetrics(): { readonly leftBearing: number };
};
type Font = {
  getGlyph(id: number): Glyph;
  hasGlyphForCodePoint(codePoint: number): boolean;
};
type Subset = {
  readonly font: Font;
  readonly glyf: Uint8Array[];
  readonly loca: { readonly offsets: number[] };
  readonly hmtx: { readonly metrics: { advance: number; bearing: number }[] };
  offset: number;
  _addGlyph(id: number): number;
};
/** What of a PDFKit document its types leave out: the face in use, and the subset that it embeds. */
type Inner = { readonly _font: { readonly font: Font; readonly subset: Subset } };

/**
 * Registers our faces with a document. WOFF2 keeps outlines rewritten, and fontkit embeds them as if they
 * were not; so each glyph is written anew from its outline.
 *
 * @returns Which face has a sign for a character; null where none has.
 */
export function registerFaces(
  doc: InstanceType<typeof PDFDocument>,
): (character: string) => Face | null {
  const fonts = new Map<Face, Font>();
  for (const [name, path] of Object.entries(faces) as [Face, string][]) {
    doc.registerFont(name, readFileSync(path));
    doc.font(name);
    const { font, subset } = (doc as unknown as Inner)._font;
    subset._addGlyph = (id) => addGlyph(subset, id);
    fonts.set(name, font);
  }
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    for (const [name, font] of fonts) if (font.hasGlyphForCodePoint(code)) return name;
    return null;
  };
}

function addGlyph(subset: Subset, id: number): number {
  const glyph = subset.font.getGlyph(id);
  const bytes = simpleGlyph(glyph.path.commands);
  const bearing = glyph._getMetrics().leftBearing;
  subset.glyf.push(bytes);
  subset.loca.offsets.push(subset.offset);
  subset.hmtx.metrics.push({ advance: glyph.advanceWidth, bearing });
  subset.offset += bytes.length;
  return subset.glyf.length - 1;
}
