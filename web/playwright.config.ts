import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const CHROMIUM = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => path && existsSync(path),
);
const ROOT = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  // A real server with an empty data folder; its address comes back as RINGFENCE_E2E_ORIGIN.
  globalSetup: "./e2e/server.ts",
  fullyParallel: true,
  workers: 2,
  // Generous: only a test that fails waits this long, and a busy machine is no failure.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: !!process.env.CI,
  reporter: process.env.PLAYWRIGHT_JUNIT_OUTPUT_FILE ? [["list"], ["junit"]] : [["list"]],
  outputDir: "test-results",
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    launchOptions: { executablePath: CHROMIUM, args: ROOT ? ["--no-sandbox"] : [] },
  },
});
