import "./brand.css";

/** The name and its mark: one arterial pressure wave, upstroke, peak and notch. */
export function Brand({ to = "/" }: { to?: string }) {
  return (
    <a className="brand" href={to}>
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <path d="M2.5 24.500H7c1.6 0 2.2-1.2 2.7-3l3-11.500c.7-2.7 2.8-2.9 3.7-.4l2.2 6.300c.6 1.7 1.5 1.5 2.1.6.8-1.1 1.7-1 2.4.5 1.5 3.3 2.6 7.5 6.4 7.5" />
      </svg>
      <span>Systole</span>
    </a>
  );
}
