import PDFDocument from "pdfkit";
import { codeFace, registerFaces, type Weight } from "./faces.server.ts";
import { runsOf, writeRuns } from "./runs.server.ts";

type Doc = InstanceType<typeof PDFDocument>;

/** What a certificate says. All of it was true when it was signed; nothing of it can lapse. */
export type Certificate = {
  readonly holder: string;
  readonly credential: string;
  /** Programme-attested, and what it is not. */
  readonly meaning: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Identifiers and digests, in the face for codes. */
  readonly codes: readonly { readonly label: string; readonly value: string }[];
  /** How to find out how it stands, and how to check it without the portal; one paragraph each. */
  readonly checking: readonly string[];
  /** Address of the public page, and its QR code row by row. */
  readonly url: string;
  readonly qr: { readonly size: number; readonly dark: readonly boolean[] };
  /** Milliseconds since 1970: the date in the file, so that the same credential gives the same bytes. */
  readonly signedAt: number;
};

const left = 56;
const qrEdge = 116;
const ink = "#1a1a1a";
const soft = "#4a4a4a";
const line = "#b0b0b0";

/** One page of A4 to print or send: tagged, our faces embedded, with a code that leads to the public page. */
export function certificatePdf(certificate: Certificate): Promise<Uint8Array> {
  const { credential, holder, signedAt } = certificate;
  const doc = new PDFDocument({
    size: "A4",
    margins: { top: 56, bottom: 48, left, right: left },
    pdfVersion: "1.7",
    tagged: true,
    lang: "en-GB",
    displayTitle: true,
    font: null as unknown as string,
    info: {
      Title: `${credential}: ${holder}`,
      Author: "Systole",
      CreationDate: new Date(signedAt),
      ModDate: new Date(signedAt),
    },
  });
  const chunks: Uint8Array[] = [];
  doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const page = pageOf(doc);
  writeHead(page, certificate);
  writeFacts(page, certificate);
  page.heading("What it is, and what it is not");
  page.paragraph(certificate.meaning);
  page.heading("How it stands today");
  for (const each of certificate.checking) page.paragraph(each);
  page.heading("Signature");
  for (const { label, value } of certificate.codes) page.code(label, value);
  page.close();
  return new Promise((resolve, reject) => {
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
    doc.end();
  });
}

type Page = ReturnType<typeof pageOf>;

function pageOf(doc: Doc) {
  const faceOf = registerFaces(doc);
  const root = doc.struct("Document");
  doc.addStructure(root);
  const say = (text: string, weight: Weight, options: PDFKit.Mixins.TextOptions = {}) =>
    writeRuns(doc, runsOf(text, weight, faceOf), options);
  const put = (tag: string, write: () => void) => root.add(doc.struct(tag, {}, write));
  return {
    doc,
    root,
    say,
    put,
    heading(text: string) {
      doc.moveDown(0.7);
      put("H2", () => {
        doc.fontSize(12).fillColor(ink);
        say(text, "bold");
      });
      doc.moveDown(0.2);
    },
    paragraph(text: string) {
      put("P", () => {
        doc.fontSize(9.5).fillColor(ink);
        say(text, "regular", { lineGap: 2 });
      });
      doc.moveDown(0.35);
    },
    code(label: string, value: string) {
      put("P", () => {
        doc.fontSize(8.5).fillColor(soft);
        say(`${label} `, "regular", { continued: true });
        doc.font(codeFace).fillColor(ink).text(value, { lineGap: 1 });
      });
      doc.moveDown(0.2);
    },
    close: () => root.end(),
  };
}

/** Who and what, beside the code that leads to the page. */
function writeHead({ doc, root, say, put }: Page, { holder, credential, qr, url }: Certificate) {
  const width = doc.page.width - left * 2 - qrEdge - 24;
  const top = doc.y;
  put("P", () => {
    doc.fontSize(10).fillColor(soft);
    say("Programme-attested credential", "regular", { width });
  });
  doc.moveDown(0.6);
  put("H1", () => {
    doc.fontSize(26).fillColor(ink);
    say(credential, "bold", { width });
  });
  doc.moveDown(0.4);
  put("P", () => {
    doc.fontSize(18).fillColor(ink);
    say(holder, "regular", { width });
  });
  const below = doc.y;
  const x = doc.page.width - left - qrEdge;
  const alt = `QR code of ${url}`;
  root.add(doc.struct("Figure", { alt }, () => drawQr(doc, qr, { x, y: top })));
  put("Caption", () => {
    doc.fontSize(8).fillColor(soft);
    say("Scan to see how it stands now", "regular", { width: qrEdge, align: "center" });
  });
  doc.x = left;
  doc.y = Math.max(below, top + qrEdge + 18) + 10;
}

function drawQr(doc: Doc, { size, dark }: Certificate["qr"], at: { x: number; y: number }) {
  const cell = qrEdge / size;
  dark.forEach((on, i) => {
    if (on) doc.rect(at.x + (i % size) * cell, at.y + Math.floor(i / size) * cell, cell, cell);
  });
  doc.fill("#000000");
  doc.x = at.x;
  doc.y = at.y + qrEdge + 6;
}

function writeFacts({ doc, root, say }: Page, { facts }: Certificate) {
  const table = doc.struct("Table");
  root.add(table);
  const labels = 120;
  for (const { label, value } of facts) {
    const row = doc.struct("TR");
    table.add(row);
    const { y } = doc;
    row.add(
      doc.struct("TH", {}, () => {
        doc.fontSize(9).fillColor(soft);
        say(label, "regular", { width: labels });
      }),
    );
    doc.x = left + labels;
    doc.y = y;
    row.add(
      doc.struct("TD", {}, () => {
        doc.fontSize(10.5).fillColor(ink);
        say(value, "regular", { width: doc.page.width - left * 2 - labels });
      }),
    );
    row.end();
    doc.x = left;
    rule(doc);
  }
  table.end();
}

function rule(doc: Doc) {
  doc.markContent("Artifact", { type: "Layout" });
  const y = doc.y + 2;
  doc.moveTo(left, y).lineTo(doc.page.width - left, y);
  doc.lineWidth(0.4).strokeColor(line).stroke();
  doc.endMarkedContent();
  doc.y = y + 4;
}
