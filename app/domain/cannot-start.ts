/**
 * A reason not to start that the person at the terminal can act on. Commands print its message as
 * one line, without a stack; every other error at start is a fault and shows its stack.
 */
export function cannotStart(message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { name: "CannotStart" });
}

export function isCannotStart(error: unknown): error is Error {
  return error instanceof Error && error.name === "CannotStart";
}
