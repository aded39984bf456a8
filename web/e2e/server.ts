/**
 * Playwright's global setup: the project's own server on a free port, with an empty data folder, ended after the tests.
 *
 * RINGFENCE_E2E_ORIGIN names a running server to use instead. The pages must have been built.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const START_TIMEOUT = 180_000;

export default async function startServer(): Promise<(() => Promise<void>) | void> {
  if (process.env.RINGFENCE_E2E_ORIGIN) return;
  if (!existsSync(join(PROJECT, "src/ringfence_server/web/index.html"))) {
    throw new Error("The pages have not been built: run `npm run build` in web/.");
  }
  const folder = mkdtempSync(join(tmpdir(), "ringfence-e2e-"));
  const data = join(folder, "data");
  const log = join(folder, "log");
  const output = openSync(log, "w");
  const server = spawn(join(PROJECT, ".venv/bin/ringfence"), ["up"], {
    cwd: folder,
    env: { ...clean(), HOST: "127.0.0.1", PORT: "0", RINGFENCE_DATA: data, RINGFENCE_THROTTLE_SCALE: "0", RINGFENCE_QUEUE_SECONDS: "0" },
    stdio: ["ignore", output, output],
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    process.env.RINGFENCE_E2E_ORIGIN = await ready(log, () => server.exitCode !== null);
  } catch (error) {
    const said = readFileSync(log, "utf8");
    await stop();
    throw new Error(`${(error as Error).message}\n${said}`);
  }
  process.env.RINGFENCE_E2E_LOG = log;
  process.env.RINGFENCE_E2E_DATA = data;
  return stop;
}

/** Without the settings of a server of the caller's own. */
function clean(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("RINGFENCE_")));
}

/** The origin that the server prints, once it answers there. */
async function ready(log: string, dead: () => boolean): Promise<string> {
  const end = Date.now() + START_TIMEOUT;
  while (Date.now() < end && !dead()) {
    const origin = /App +(http:\/\/\S+?)\/app\/ /.exec(readFileSync(log, "utf8"))?.[1];
    const answer = origin && (await fetch(`${origin}/readyz`).catch(() => null));
    if (answer && answer.ok) return origin;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The server did not start:");
}
