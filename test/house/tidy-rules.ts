import type { Source } from "./sources.ts";

/** Names that say nothing about what is inside. */
const junkDrawers = /(^|[-./])(utils?|helpers?|misc|common|managers?|services?)([-./]|$)/i;

export function isJunkDrawer(path: string): boolean {
  return junkDrawers.test(path);
}

type Ban = {
  /** What to do instead. */
  readonly instead: string;
  readonly pattern: RegExp;
  /** Paths that are spoken to. */
  readonly within: RegExp;
  /** Paths that have a reason: the one home of the thing, or a room that speaks a standard. */
  readonly except: RegExp;
};

const code = /^(app|db)\/.*\.tsx?$/;
const speaksStandards =
  /^app\/(adapters|routes\/api|domain\/credential\/(document|lint|verify)|operations\/credential)/;
const never = /$^/;

/** Words that have one of ours instead, matched as a whole word or as a part of camelCase. */
const word = (text: string) => {
  const [first = "", rest] = [text[0], text.slice(1)];
  const any = `[${first}${first.toUpperCase()}]${rest}`;
  const inner = `${first.toUpperCase()}${rest}`;
  return new RegExp(`(?<![A-Za-z])${any}s?(?![a-z])|(?<=[a-z_])${inner}s?(?![a-z])`);
};

export const bans: readonly Ban[] = [
  {
    instead: "take `now` as an argument; app/adapters/clock.server.ts alone reads the clock",
    pattern: /\bDate\.now\(|\bnew Date\(\s*\)|\bnew Date(?!\s*\()\b/,
    within: code,
    except: /^(app\/adapters\/clock\.server\.ts|app\/(offline|board)\/clock\.ts|db\/store\/)/,
  },
  {
    instead: "use the log of the context",
    pattern: /\bconsole\.\w+\(/,
    within: /\.(tsx?|js)$/,
    except: /^test\/house\//,
  },
  {
    instead: "domain code takes randomness and identifiers as arguments",
    pattern: /\bMath\.random\(|\brandomUUID\(/,
    within: /^app\/domain\//,
    except: never,
  },
  {
    instead: "say that a credential is programme-attested",
    pattern: /board[- ]certif/i,
    within: /^(app|db|content|test|public|README|CONTRIBUTING)/,
    // Tests that show the phrase being refused have to write it.
    except: /^test\/(house|(domain|operations)\/credential)\//,
  },
  { instead: "fellow", pattern: word("trainee"), within: code, except: never },
  { instead: "roster", pattern: word("rota"), within: code, except: never },
  { instead: "attending", pattern: word("consultant"), within: code, except: never },
  {
    instead: "credential",
    pattern: new RegExp(`(?<!Open )(?:${word("badge").source})`),
    within: code,
    except: speaksStandards,
  },
  {
    instead: "name the issue",
    pattern: /\b(TODO|FIXME)\b/,
    within: /\.(tsx?|css|ya?ml)$/,
    except: /^test\/house\//,
  },
];

/** Every breach in a file, as `path:line what to do instead`. */
export function untidy({ path, text }: Source): string[] {
  const spoken = bans.filter(({ within, except }) => within.test(path) && !except.test(path));
  return text
    .split("\n")
    .flatMap((line, at) =>
      spoken
        .filter(({ pattern }) => pattern.test(line))
        .map(({ instead }) => `${path}:${at + 1} ${instead}: ${line.trim()}`),
    );
}

/**
 * Uses of palette tokens, or of colours written out, outside the file that defines them: what a colour
 * means is said there once.
 *
 * @param palette  Names of the palette layer.
 */
export function unappliedTokens({ path, text }: Source, palette: ReadonlySet<string>): string[] {
  const uses = [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name = ""]) => name);
  const raw = path.endsWith(".css")
    ? [...text.matchAll(/(?<=[:,\s])#[0-9a-f]{3,8}\b(?=[;,\s)])/gi)]
    : [];
  return [
    ...uses.filter((name) => palette.has(name)).map((name) => `${path}: ${name} is of the palette`),
    ...raw.map(([colour]) => `${path}: ${colour} is no token`),
  ];
}

/** Custom properties that hold a bare colour: the palette. Applied ones refer to them. */
export function paletteOf(tokens: string): Set<string> {
  const colours =
    /^\s*(--[\w-]+)\s*:\s*(#[0-9a-f]{3,8}|(?:oklch|rgb|hsl|lab|oklab)\([^)]*\))\s*;/gim;
  return new Set([...tokens.matchAll(colours)].map(([, name = ""]) => name));
}
