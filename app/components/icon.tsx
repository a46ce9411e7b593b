import "./icon.css";

/** Drawn on a 24 px grid with one stroke; each entry is a path's `d`. */
const drawings = {
  home: "M4 11.2 12 4.5l8 6.7M6.2 9.8V19.5h11.6V9.8M10 19.5v-5h4v5",
  board: "M3.5 5h17v11h-17zM9 20h6M12 16v4M7 11h2.4l1.5-3 2.4 5 1.4-2H17",
  log: "M6 3.8h12v16.4H6zM9 8h6M9 12h6M9 16h3.5",
  plus: "M12 5v14M5 12h14",
  eye: "M2.8 12S6.2 6 12 6s9.2 6 9.2 6-3.4 6-9.2 6-9.2-6-9.2-6ZM12 9.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2Z",
  people:
    "M9 11.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM3.2 19.2c.4-3.3 2.6-5 5.8-5s5.4 1.7 5.8 5M15.8 5.2a3 3 0 0 1 0 5.6M17.6 14.6c1.9.7 3 2.2 3.2 4.6",
  person:
    "M12 11.6a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4ZM4.8 20c.5-3.9 3.2-5.8 7.2-5.8s6.7 1.9 7.2 5.8",
  committee:
    "M4 13h16M6.5 13v6.5M17.5 13v6.5M8 9.2a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM16 9.2a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  sign: "M4 20h16M6 16.2 7 12l8.6-8.2 3.2 3.3-8.6 8.2zM13.6 5.8l3.2 3.2",
  credential: "M12 3.5 19 6v5.6c0 4.3-2.8 7.4-7 8.9-4.2-1.5-7-4.6-7-8.9V6zM8.8 12l2.3 2.4 4.3-4.8",
  roster: "M4 6h16v14H4zM4 10.2h16M8.5 3.6V7M15.5 3.6V7M8 14h3M13.5 14h2.8M8 17h3",
  coverage: "M3.5 8h17M3.5 16h17M3.5 6v4M20.5 6v4M9 14v4M15 14v4M9 6.4v3.2M15 6.4v3.2",
  register: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.3 15.3 20.5 20.5",
  curriculum:
    "M12 6.2C10 4.7 7.2 4.2 3.8 4.4v13.8c3.4-.2 6.2.3 8.2 1.8 2-1.5 4.8-2 8.2-1.8V4.4c-3.4-.2-6.2.3-8.2 1.8ZM12 6.2V20",
  evidence: "M5 20V10.5M12 20V4.5M19 20v-6M3 20h18",
  unit: "M5 20.5V4h14v16.5M3 20.5h18M12 7.2v5M9.5 9.7h5M10 20.5v-4h4v4",
  settings:
    "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4ZM9 14.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4Z",
  ledger: "M5 4h14v16H5zM5 9.3h14M5 14.7h14M9 4v16",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  menu: "M4 7h16M4 12h16M4 17h16",
  phone:
    "M6.2 4h3l1.5 4-2 1.5c1 2.6 2.9 4.6 5.5 5.800l1.5-2.1 4 1.600v3c0 .7-.5 1.2-1.2 1.200C10.8 19 5 13.2 5 5.2 5 4.5 5.5 4 6.2 4Z",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 7.6V12l3 2.2",
  upload: "M12 16V4.8M7.5 9 12 4.5 16.5 9M4.5 16v3.500h15V16",
  download: "M12 4.500v11.200M7.5 11.5 12 16l4.5-4.500M4.5 19.500h15",
  print: "M7 8.500V4h10v4.500M7 16.500H4v-8h16v8h-3M7 13.500h10V20H7z",
  arrow: "M5 12h13.500M13 6.500l5.5 5.5-5.5 5.5",
  back: "M19 12H5.500M11 6.5 5.5 12l5.5 5.5",
  check: "M5 12.500l4.5 4.500L19 7.5",
  info: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 11v5M12 8h.01",
  warn: "M12 4.5 21 19.500H3zM12 10v4.500M12 17h.01",
  stop: "M8.5 4h7L20 8.500v7L15.5 20h-7L4 15.500v-7zM9 9l6 6M15 9l-6 6",
  leave: "M10 4.500H5v15h5M14 8l4 4-4 4M18 12H9",
} as const;

export type IconName = keyof typeof drawings;

/** Always beside a word, so hidden from assistive technology. */
export function Icon({ name, size = 20 }: { name: IconName; size?: 16 | 20 | 24 | 32 }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  );
}
