/** One step of a glyph's outline, as fontkit gives it. */
export type OutlineStep = { readonly command: string; readonly args: readonly number[] };

type Point = { readonly x: number; readonly y: number; readonly onCurve: boolean };

const onCurvePoint = 1;

/**
 * Writes an outline as a simple glyph of a `glyf` table: coordinates in 16 bits, no hints.
 *
 * @source OpenType 1.9, glyf: Simple Glyph Description
 */
export function simpleGlyph(steps: readonly OutlineStep[]): Uint8Array {
  const contours = contoursOf(steps);
  const points = contours.flat();
  if (points.length === 0) return new Uint8Array(0);
  const bytes = new DataView(new ArrayBuffer(padded(12 + contours.length * 2 + points.length * 5)));
  let at = 0;
  const int16 = (value: number) => {
    bytes.setInt16(at, value);
    at += 2;
  };
  const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
  int16(contours.length);
  for (const edge of [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]) {
    int16(edge);
  }
  let last = -1;
  for (const contour of contours) {
    last += contour.length;
    int16(last);
  }
  int16(0);
  for (const { onCurve } of points) bytes.setUint8(at++, onCurve ? onCurvePoint : 0);
  for (const all of [xs, ys]) {
    for (const [i, value] of all.entries()) int16(value - (all[i - 1] ?? 0));
  }
  return new Uint8Array(bytes.buffer);
}

/** Where glyphs begin is kept in halves of four bytes. */
const padded = (size: number) => Math.ceil(size / 4) * 4;

function contoursOf(steps: readonly OutlineStep[]): Point[][] {
  const contours: Point[][] = [];
  const add = (x = 0, y = 0, onCurve = true) =>
    contours.at(-1)?.push({ x: Math.round(x), y: Math.round(y), onCurve });
  for (const { command, args } of steps) {
    if (command === "moveTo") contours.push([]);
    if (command === "moveTo" || command === "lineTo") add(args[0], args[1]);
    else if (command === "quadraticCurveTo") {
      add(args[0], args[1], false);
      add(args[2], args[3]);
    }
  }
  return contours.map(closed).filter((each) => each.length > 1);
}

/** A contour closes by itself: a last point that repeats the first one is left out. */
function closed(contour: Point[]): Point[] {
  const [first, last] = [contour[0], contour.at(-1)];
  const repeats = contour.length > 1 && first?.x === last?.x && first?.y === last?.y;
  return repeats && last?.onCurve ? contour.slice(0, -1) : contour;
}
