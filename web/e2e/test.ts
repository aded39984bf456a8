/**
 * `test` for all browser tests: its `baseURL` is the server of the global setup, and a page that breaks its
 * Content-Security-Policy, throws, or asks another origin for anything fails the test. On Conduit's pages pictures may
 * come from https addresses: other tests' people are in its feeds too.
 */
import { expect, test as base } from "@playwright/test";

interface Guarded {
  /** What the page did that it must not; an entry that a test expects can be removed from it. */
  trespasses: string[];
}

export const test = base.extend<Guarded>({
  baseURL: async ({}, use) => {
    await use(process.env.RINGFENCE_E2E_ORIGIN);
  },
  trespasses: [
    async ({ context, baseURL }, use) => {
      const found: string[] = [];
      context.on("weberror", (error) => found.push(`threw: ${error.error()}`));
      context.on("console", (message) => {
        if (/Content.Security.Policy/i.test(message.text())) found.push(`policy: ${message.text()}`);
      });
      context.on("request", (request) => {
        const { origin, protocol } = new URL(request.url());
        if (!protocol.startsWith("http") || origin === baseURL) return;
        const place = request.serviceWorker() ? "/app/" : new URL(request.frame().url()).pathname;
        const chosen = request.resourceType() === "image" && protocol === "https:" && !/^\/app(?:\/|$)/.test(place);
        if (!chosen) found.push(`asked: ${request.url()}`);
      });
      await use(found);
      expect(found).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
