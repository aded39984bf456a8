/** The build for the server: Vite, then a .gz and a .br beside each file, which WhiteNoise sends where they are taken. */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "vite";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ASSETS = fileURLToPath(new URL("../../src/ringfence_server/web/assets", import.meta.url));
const WORTH_IT = /\.(?:js|css|svg|json)$/;

await build({ root: ROOT, logLevel: process.argv.includes("--quiet") ? "warn" : "info" });
for (const name of readdirSync(ASSETS)) {
  const path = join(ASSETS, name);
  if (!WORTH_IT.test(name) || !statSync(path).isFile()) continue;
  const bytes = readFileSync(path);
  for (const [suffix, compressed] of [[".gz", gzipSync(bytes, { level: 9 })], [".br", brotliCompressSync(bytes)]]) {
    if (compressed.length < bytes.length * 0.95) writeFileSync(path + suffix, compressed);
  }
}
