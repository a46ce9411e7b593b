import "./qr-code.css";

/** A QR code as one path, dark on light in both themes so that every camera reads it. */
export function QrCode({
  size,
  dark,
  label,
}: {
  /** Modules along one edge, and which of them are dark, row by row. */
  size: number;
  dark: readonly boolean[];
  label: string;
}) {
  const quiet = 4;
  const cells = dark.flatMap((on, i) =>
    on ? [`M${(i % size) + quiet} ${Math.floor(i / size) + quiet}h1v1h-1z`] : [],
  );
  const edge = size + quiet * 2;
  return (
    <figure className="qr-code">
      <svg
        viewBox={`0 0 ${edge} ${edge}`}
        role="img"
        aria-label={label}
        shapeRendering="crispEdges"
      >
        <rect className="qr-light" width={edge} height={edge} />
        <path className="qr-dark" d={cells.join("")} />
      </svg>
      <figcaption>{label}</figcaption>
    </figure>
  );
}
