/**
 * Each project of the browser tests has a world of its own: the same demonstration, in a database of its
 * own. So that all of them keep one origin, which credentials are issued in, the browser says by this
 * header in which world it is.
 */
export const worldHeader = "x-world";

/**
 * `phone` and `desktop` walk the whole way; `plain` walks it without scripts; `rough` meets bad input and
 * a database that goes away; `still` is only looked at; `offline` loses the network, and alone has a worker.
 * In `assess` somebody without an account answers; in `logging` the taps of a thumb are counted.
 * In `signing` a director has a passkey; in `committee` a meeting is held by keyboard alone.
 * In `board` a screen hangs on a wall and the shock team is called.
 * In `gaps` a lead decides about one and hands out a calendar.
 * In `grid` a roster is made by hand, put right in few taps, and undone.
 * In `life` a holder keeps, disputes and loses standing; in `verify` anybody checks a credential.
 * In `rules` a lead changes the rules of a unit; in `upload` another system's export reaches the board.
 */
export const worlds = [
  "phone",
  "desktop",
  "plain",
  "rough",
  "still",
  "offline",
  "assess",
  "logging",
  "feedback",
  "progress",
  "committee",
  "transfer",
  "verify",
  "signing",
  "life",
  "grid",
  "rules",
  "board",
  "gaps",
  "upload",
] as const;
export type World = (typeof worlds)[number];

/** Only the test server answers here: the body `away` cuts its database off, `back` returns it. */
export const databasePath = "/-/database";

/** What the test server says once it opens any world that is asked for. */
export const readyLine = "The worlds are ready";
