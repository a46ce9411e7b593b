import { resolve } from "node:path";
import { z } from "zod";
import { cannotStart } from "#app/domain/cannot-start.ts";

const whole = (name: string, least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `${name} must be a whole number`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `${name} must lie between ${least} and ${most}`);
const flag = z.enum(["0", "1"], "must be 0 or 1").transform((text) => text === "1");
const postgresUrl = z
  .string()
  .refine((text) => /^postgres(ql)?:\/\/\S+$/.test(text) && URL.canParse(text), {
    error: "must look like postgres://user:password@host:5432/name",
  });
const webUrl = z.url({ protocol: /^https?$/, error: "must be an http(s) address" });
const origin = z
  .string()
  .refine((text) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text, {
    error: "must be an origin such as https://portal.example, without a path or a slash at the end",
  });

const Variables = z.object({
  PORT: whole("a port", 0, 65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, "must be a host name or an address")
    .default("localhost"),
  PUBLIC_ORIGIN: origin.optional(),
  DATABASE_URL: postgresUrl.optional(),
  MIGRATION_DATABASE_URL: postgresUrl.optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  DEMO: flag.optional(),
  DEMO_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
  DEMO_API_TOKEN: z
    .string()
    .regex(/^sys_[A-Za-z0-9_-]{32,}$/, "must be sys_ and at least 32 of A-Z a-z 0-9 _ -")
    .optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must look like smtp://host:587" }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]*$/, "must be a mail address")
    .optional(),
  SIGNING_KEY_FILE: z.string().min(1).optional(),
  EGRESS_ALLOW: z
    .string()
    .transform((text) => text.split(",").map((host) => host.trim().toLowerCase()))
    .refine((hosts) => hosts.every((host) => /^[a-z0-9.-]+(:\d+)?$/.test(host)), {
      error: "must be host names separated by commas",
    })
    .optional(),
  OIDC_ISSUER: webUrl.optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  TRUST_PROXY: flag.default(false),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "must be trace, debug, info, warn, error, fatal or silent",
    })
    .default("info"),
});

export const variableNames = Object.keys(Variables.shape);

export type Env = {
  readonly port: number;
  /** `localhost` listens on both loopback addresses. */
  readonly host: string;
  /** Null: `http://localhost:<port>`, known once the port is. */
  readonly publicOrigin: string | null;
  /** Null: the embedded database. */
  readonly databaseUrl: string | null;
  /** The owner's address, for migrations. Null: the same as `databaseUrl`. */
  readonly migrationUrl: string | null;
  /** Absolute. */
  readonly dataDir: string;
  /** By default only on the embedded database. */
  readonly demo: boolean;
  readonly demoPassword: string | null;
  readonly demoApiToken: string | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  /** Absolute; by default `signing-key.json` in the data directory. */
  readonly signingKeyFile: string;
  /** Hosts that may be asked for something; none by default. */
  readonly egressAllow: readonly string[];
  readonly oidc: { issuer: string; clientId: string; clientSecret: string | null } | null;
  readonly trustProxy: boolean;
  readonly logLevel: z.output<typeof Variables>["LOG_LEVEL"];
};

/**
 * Reads the environment once. An empty value counts as absent.
 *
 * @throws CannotStart naming the variable and what it must be; the value itself is not repeated,
 *   as it may be a secret.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = Variables.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw cannotStart(`The environment is not usable. ${lines.join("; ")}.`);
  }
  const v = parsed.data;
  refuseHalves(v);
  const dataDir = resolve(v.DATA_DIR);
  return {
    port: v.PORT,
    host: v.HOST,
    publicOrigin: v.PUBLIC_ORIGIN ?? null,
    databaseUrl: v.DATABASE_URL ?? null,
    migrationUrl: v.MIGRATION_DATABASE_URL ?? null,
    dataDir,
    demo: v.DEMO ?? v.DATABASE_URL === undefined,
    demoPassword: v.DEMO_PASSWORD ?? null,
    demoApiToken: v.DEMO_API_TOKEN ?? null,
    smtpUrl: v.SMTP_URL ?? null,
    mailFrom: v.MAIL_FROM ?? null,
    signingKeyFile: resolve(v.SIGNING_KEY_FILE ?? `${dataDir}/signing-key.json`),
    egressAllow: v.EGRESS_ALLOW ?? [],
    oidc: oidcOf(v),
    trustProxy: v.TRUST_PROXY,
    logLevel: v.LOG_LEVEL,
  };
}

type Parsed = z.output<typeof Variables>;

/** Settings that mean nothing alone: better said at start than found out at the first mail. */
function refuseHalves(v: Parsed) {
  if (v.MIGRATION_DATABASE_URL && !v.DATABASE_URL) {
    throw cannotStart("MIGRATION_DATABASE_URL is set without DATABASE_URL: set both or neither.");
  }
  if (Boolean(v.OIDC_ISSUER) !== Boolean(v.OIDC_CLIENT_ID)) {
    throw cannotStart("OIDC_ISSUER and OIDC_CLIENT_ID belong together: set both or neither.");
  }
  if (v.SMTP_URL && !v.MAIL_FROM) throw cannotStart("SMTP_URL is set without MAIL_FROM.");
}

function oidcOf(v: Parsed): Env["oidc"] {
  if (!v.OIDC_ISSUER || !v.OIDC_CLIENT_ID) return null;
  const clientSecret = v.OIDC_CLIENT_SECRET ?? null;
  return { issuer: v.OIDC_ISSUER, clientId: v.OIDC_CLIENT_ID, clientSecret };
}
