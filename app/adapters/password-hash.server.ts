import { hash, verify } from "@node-rs/argon2";

/** argon2id: 19 MiB, two passes, one lane. @source OWASP Password Storage Cheat Sheet */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

/** A password that nobody has, hashed once: unknown accounts then take as long as known ones. */
let nobody: Promise<string> | null = null;

/** Whether it is the password; `stored` null (no such account, none set) takes as long and is false. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(crypto.randomUUID());
  const matches = await verify(stored ?? (await nobody), password.normalize("NFKC"));
  return matches && stored !== null;
}
