export type PolicyOptions = {
  /** The dev server injects styles and speaks over a web socket. */
  readonly development?: boolean;
};

/**
 * What a page may load: its own files, and inline only what carries this response's nonce. Scripts
 * are allowed by origin as well, because the browser fetches module preloads without a nonce.
 *
 * @source W3C Content Security Policy Level 3
 */
export function contentSecurityPolicy(nonce: string, { development }: PolicyOptions = {}): string {
  const own = `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src ${own}`,
    `style-src ${development ? "'self' 'unsafe-inline'" : own}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
}

/** Headers of every page. Strict transport is asked for only where the page came by https. */
export function securityHeaders(
  nonce: string,
  { https, ...policy }: PolicyOptions & { readonly https?: boolean } = {},
): Headers {
  const headers = new Headers({
    "Content-Security-Policy": contentSecurityPolicy(nonce, policy),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy":
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
  });
  if (https) headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  return headers;
}

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request that may change something can have been sent by a page of ours. Browsers say so in
 * Sec-Fetch-Site, older ones in Origin. Without either no browser sent it, and only a browser can be
 * made to send somebody's cookie along: such a request is let through, and needs a sign-in of its own.
 *
 * @param publicOrigin  Where the portal is reached, which a proxy may hide from the request's address.
 * @source W3C Fetch Metadata Request Headers
 */
export function sameOrigin(request: Request, publicOrigin?: string): boolean {
  if (safe.has(request.method)) return true;
  const site = request.headers.get("Sec-Fetch-Site");
  if (site) return site === "same-origin" || site === "none";
  const origin = request.headers.get("Origin");
  return origin === null || origin === new URL(request.url).origin || origin === publicOrigin;
}
