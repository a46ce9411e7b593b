const contentTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/** Methods that a page answers. */
export const pageMethods = "GET, HEAD, POST";

/**
 * What is wrong with a request to a page before any page sees it, as the status that says so; null for
 * nothing. Pages answer GET, and POST of a form that can be read; text that the record cannot keep (NUL)
 * was typed by nobody.
 */
export async function pageFault(request: Request): Promise<400 | 405 | 415 | null> {
  if (request.method === "GET" || request.method === "HEAD") return null;
  if (request.method !== "POST") return 405;
  if (!contentTypes.test(request.headers.get("Content-Type") ?? "")) return 415;
  try {
    const form = await request.clone().formData();
    return [...form].some(hasNul) ? 400 : null;
  } catch {
    return 400;
  }
}

function hasNul([name, value]: [string, FormDataEntryValue]): boolean {
  return name.includes("\0") || (typeof value === "string" && value.includes("\0"));
}

/**
 * A POST without a body, such as that of a button alone, is an empty form: what sends it need not say a
 * type for nothing.
 */
export function asForm(request: Request): Request {
  if (request.method !== "POST" || request.body !== null) return request;
  const headers = new Headers(request.headers);
  headers.set("Content-Type", "application/x-www-form-urlencoded");
  return new Request(request.url, { method: "POST", headers, body: "" });
}
