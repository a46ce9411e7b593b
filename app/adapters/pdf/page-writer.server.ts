import PDFDocument from "pdfkit";
import { type FaceOf, registerFaces, type Weight } from "./faces.server.ts";
import { runsOf, writeRuns } from "./runs.server.ts";

type Doc = InstanceType<typeof PDFDocument>;
type Element = ReturnType<Doc["struct"]>;

const margin = { top: 56, bottom: 64, left: 56, right: 56 };
const sizes = { H1: 22, H2: 15, H3: 12, body: 10, small: 8.5 } as const;
const ink = "#1a1a1a";
const soft = "#555555";

export type PdfColumn = { readonly header: string; readonly width: number };

/** Writes a tagged document (PDF 1.7) from top to bottom; what it writes is also in its structure. */
export type PageWriter = {
  heading(level: "H1" | "H2" | "H3", text: string): void;
  paragraph(text: string, options?: { readonly small?: boolean }): void;
  /** `width`: shares of the line. */
  table(columns: readonly PdfColumn[], rows: readonly (readonly string[])[]): void;
  /** Ends it, with page numbers and a line at the foot of every page. */
  end(foot: string): Promise<Uint8Array>;
};

export function pageWriter(info: { readonly title: string; readonly author: string }): PageWriter {
  const doc = new PDFDocument({
    size: "A4",
    margins: margin,
    pdfVersion: "1.7",
    tagged: true,
    lang: "en-GB",
    displayTitle: true,
    bufferPages: true,
    font: null as unknown as string,
    info: { Title: info.title, Author: info.author },
  });
  const chunks: Uint8Array[] = [];
  doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const faceOf = registerFaces(doc);
  const root = doc.struct("Document");
  doc.addStructure(root);
  const say = (text: string, weight: Weight, options: PDFKit.Mixins.TextOptions = {}) =>
    writeRuns(doc, runsOf(text, weight, faceOf), options);
  const put = (tag: string, write: () => void) => root.add(doc.struct(tag, {}, write));
  return {
    heading(level, text) {
      room(doc, sizes[level] * 4);
      doc.moveDown(level === "H1" ? 0 : 1);
      put(level, () => {
        doc.fontSize(sizes[level]).fillColor(ink);
        say(text, "bold");
      });
      doc.moveDown(0.3);
    },
    paragraph(text, { small = false } = {}) {
      put("P", () => {
        doc.fontSize(small ? sizes.small : sizes.body).fillColor(small ? soft : ink);
        say(text, "regular", { lineGap: 2 });
      });
      doc.moveDown(0.4);
    },
    table(columns, rows) {
      doc.fontSize(sizes.small + 0.5).fillColor(ink);
      const table = doc.struct("Table");
      root.add(table);
      const cells = layoutOf(doc, columns);
      writeRow(doc, table, cells, { tag: "TH", texts: columns.map((c) => c.header), faceOf });
      for (const texts of rows) writeRow(doc, table, cells, { tag: "TD", texts, faceOf });
      table.end();
      doc.x = margin.left;
      doc.moveDown(0.6);
    },
    end(foot) {
      root.end();
      writeFeet(doc, foot, faceOf);
      return new Promise((resolve, reject) => {
        doc.on("end", () => resolve(Buffer.concat(chunks)));
        doc.on("error", reject);
        doc.end();
      });
    },
  };
}

type CellPlace = { readonly x: number; readonly width: number };

function layoutOf(doc: Doc, columns: readonly PdfColumn[]): CellPlace[] {
  const line = doc.page.width - margin.left - margin.right;
  const all = columns.reduce((sum, each) => sum + each.width, 0);
  let x = margin.left;
  return columns.map(({ width }) => {
    const place = { x, width: (line * width) / all - 6 };
    x += (line * width) / all;
    return place;
  });
}

type RowToWrite = {
  readonly tag: "TH" | "TD";
  readonly texts: readonly string[];
  readonly faceOf: FaceOf;
};

function writeRow(
  doc: Doc,
  table: Element,
  cells: readonly CellPlace[],
  { tag, texts, faceOf }: RowToWrite,
) {
  const weight = tag === "TH" ? "bold" : "regular";
  doc.font(`latin ${weight}`);
  const heights = texts.map((text, i) =>
    doc.heightOfString(text, { width: cells[i]?.width ?? 50 }),
  );
  const height = Math.min(Math.max(...heights), 600) + 5;
  room(doc, height);
  const y = doc.y;
  const row = doc.struct("TR");
  table.add(row);
  texts.forEach((text, i) => {
    const { x, width } = cells[i] ?? { x: margin.left, width: 50 };
    row.add(
      doc.struct(tag, {}, () => {
        doc.fillColor(ink);
        writeRuns(doc, runsOf(text, weight, faceOf), { width, height }, { x, y });
      }),
    );
  });
  row.end();
  doc.markContent("Artifact", { type: "Layout" });
  doc.moveTo(margin.left, y + height - 2).lineTo(doc.page.width - margin.right, y + height - 2);
  doc.lineWidth(0.4).strokeColor("#bbbbbb").stroke();
  doc.endMarkedContent();
  doc.x = margin.left;
  doc.y = y + height;
}

/** Begins a page where so many points do not fit on this one. */
function room(doc: Doc, height: number) {
  if (doc.y + height > doc.page.height - margin.bottom) doc.addPage();
}

function writeFeet(doc: Doc, foot: string, faceOf: FaceOf) {
  const { start, count } = doc.bufferedPageRange();
  for (let i = start; i < start + count; i += 1) {
    doc.switchToPage(i);
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination" });
    doc.fontSize(8).fillColor(soft);
    const at = { x: margin.left, y: doc.page.height - 40 };
    const words = `${foot}   Page ${i + 1} of ${count}`;
    writeRuns(doc, runsOf(words, "regular", faceOf), { lineBreak: false }, at);
    doc.endMarkedContent();
  }
}
