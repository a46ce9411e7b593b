/** Addresses whose last part lets somebody in. */
const keyed = /^\/(a|join|give-feedback|calendar|screen)\/.+/;

/** A path as it may stand in the log: what is a key in itself is left out. */
export function loggedPath(pathname: string): string {
  return pathname.replace(keyed, "/$1/…");
}
