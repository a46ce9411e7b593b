/** Allowed with a value, or refused with a reason. An expected "no" is part of a function's type. */
export type Refusal = {
  /** A code worded in content/copy/en.yaml under `refusals`. */
  readonly code: string;
  /** Values the words may name, such as a date or a count. */
  readonly detail?: Readonly<Record<string, string | number>>;
};
export type Allowed<T> = { readonly ok: true; readonly value: T };
export type Refused = { readonly ok: false; readonly refusal: Refusal };
export type Result<T> = Allowed<T> | Refused;

export function allow<T>(value: T): Allowed<T>;
export function allow(): Allowed<undefined>;
export function allow(value?: unknown) {
  return { ok: true, value } as const;
}

export function refuse(code: string, detail?: Refusal["detail"]): Refused {
  return { ok: false, refusal: detail ? { code, detail } : { code } };
}
