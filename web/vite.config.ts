import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Where `ringfence up` listens; `npm run dev` hands it everything that is no page of ours.
const SERVER = process.env.RINGFENCE_ORIGIN ?? "http://127.0.0.1:8000";

/** While developing: every address below /app/ is the workspace's one page, as the server has it. */
const workspacePage: Plugin = {
  name: "workspace-page",
  configureServer: ({ middlewares }) => {
    middlewares.use((request, _, next) => {
      if (/^\/app(?:[/?]|$)/.test(request.url ?? "") && request.headers.accept?.includes("text/html")) request.url = "/app/index.html";
      next();
    });
  },
};

export default defineConfig(({ command }) => ({
  plugins: [react(), workspacePage],
  // The pages' files are static files of the server: settings.py names the same prefix.
  base: command === "build" ? "/static/web/" : "/",
  resolve: { alias: { "@": here("./src") } },
  build: {
    outDir: here("../src/ringfence_server/web"),
    emptyOutDir: true,
    // data: is not in the policy of the pages.
    assetsInlineLimit: 0,
    // A script element that a browser with modules does not need.
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: { input: { conduit: here("./index.html"), workspace: here("./app/index.html") } },
  },
  server: {
    proxy: Object.fromEntries(["/api", "/auth", "/admin", "/start", "/setup", "/static/ringfence_server"].map((path) => [path, SERVER])),
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test-setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
}));
