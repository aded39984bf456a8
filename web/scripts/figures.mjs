/**
 * What each set of pages loads at first, gzip: the entry's script with all that it imports at once, as the build's
 * manifest has it. Fails when an entry is over its budget. `npm run build` comes before.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUILT = fileURLToPath(new URL("../../src/ringfence_server/web", import.meta.url));
const KB = 1000;
const ENTRIES = [
  { name: "Conduit", page: "index.html", budget: 80 * KB },
  { name: "Workspace", page: "app/index.html", budget: 250 * KB },
];

const manifest = JSON.parse(readFileSync(join(BUILT, ".vite/manifest.json"), "utf8"));
let over = false;
console.log(`${"first load, gzip".padEnd(20)}${"scripts".padStart(9)}${"script kB".padStart(11)}${"budget kB".padStart(11)}${"style kB".padStart(10)}`);
for (const { name, page, budget } of ENTRIES) {
  const chunks = [...atOnce(page)].map((key) => manifest[key]);
  const scripts = chunks.map((chunk) => chunk.file).filter((file) => file.endsWith(".js"));
  const styles = new Set(chunks.flatMap((chunk) => chunk.css ?? []));
  const script = size(scripts);
  over ||= script > budget;
  const figures = [String(scripts.length).padStart(9), kB(script).padStart(11), kB(budget).padStart(11), kB(size(styles)).padStart(10)];
  console.log(name.padEnd(20) + figures.join("") + (script > budget ? "  <- over its budget" : ""));
}
process.exit(over ? 1 : 0);

/** The keys of the chunks that `key` needs before it can run. */
function atOnce(key, found = new Set()) {
  if (!manifest[key]) throw new Error(`The build has no ${key}: run \`npm run build\`.`);
  if (!found.has(key)) {
    found.add(key);
    for (const other of manifest[key].imports ?? []) atOnce(other, found);
  }
  return found;
}

function size(files) {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILT, file)), { level: 9 }).length, 0);
}

function kB(bytes) {
  return (bytes / KB).toFixed(1);
}
