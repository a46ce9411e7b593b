/**
 * What is shown where a page cannot be fetched and none is kept. It holds no answer of any kind.
 *
 * @param styles  Addresses of the portal's own style sheets.
 */
export function noNetworkPage(styles: readonly string[]): Response {
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'",
    "Cache-Control": "no-store",
  };
  return new Response(pageWith(styles), { status: 503, headers });
}

function pageWith(styles: readonly string[]): string {
  const links = styles.map((href) => `<link rel="stylesheet" href="${href}">`).join("");
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>No network · Systole</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">${links}</head>
<body><div class="fault" data-status="503"><header><a class="brand" href="/"><span>Systole</span></a></header>
<main id="main"><h1>There is no network</h1>
<p class="fault-text">This page needs one, so nothing is shown. Whether somebody qualified is on shift is unknown from here: call the unit.</p>
<p class="soft">Without network you can log a case, fill in an assessment that you have opened before, and see what waits to be sent.</p>
<p class="cluster"><a class="button" data-kind="primary" href=""><span>Try again</span></a>
<a class="button" data-kind="secondary" href="/drafts"><span>Waiting to be sent</span></a></p>
</main></div></body></html>`;
}
