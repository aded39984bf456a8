/** `make screenshots`: the pictures of the documentation, taken of a server with the rows of `ringfence demo`. */
import base from "../playwright.config";

export default {
  ...base,
  testDir: ".",
  testMatch: "screenshots.ts",
  globalSetup: "../e2e/server.ts",
  outputDir: "../test-results",
  workers: 1,
  use: { ...base.use, trace: "off" as const, viewport: { width: 1200, height: 750 } },
};
