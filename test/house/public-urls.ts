/**
 * URLs that anybody may ask, signed in or not, each with the reason. What is listed neither here nor
 * guarded by the policy fails the house.
 */
export const publicUrls: Readonly<Record<string, string>> = {
  "/": "the front door",
  "/login": "the way in",
  "/logout": "ends the session that it is sent with",
  "/join/:token": "the link itself is the key",
  "/about": "prose",
  "/api-guide": "prose",
  "/help": "prose",
  "/how-the-answer-works": "prose",
  "/privacy": "prose",
  "/evidence": "the trials behind the demands",
  "/curriculum": "the curriculum is open data",
  "/curriculum/:file": "the curriculum is open data",
  "/curriculum/competencies/:code": "the curriculum is open data",
  "/curriculum/credentials/:code": "the curriculum is open data",
  "/curriculum/epas/:code": "the curriculum is open data",
  "/register": "the public register",
  "/api/v1/register": "the public register",
  "/status/:list": "status lists are asked by any verifier",
  "/vc/credentials/verify": "anybody may verify a credential",
  "/.well-known/did.json": "the issuer's keys",
  "/.well-known/jwks.json": "the issuer's keys",
  "/.well-known/security.txt": "where to report a weakness",
  "/api/v1/openapi.json": "describes the interface",
  "/healthz": "liveness",
  "/readyz": "readiness",
};
