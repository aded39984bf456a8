/**
 * src/api/schema.d.ts from the server's OpenAPI document. `--check` compares instead, and fails when it is stale.
 *
 * The document comes from the project's own Python (.venv, or PYTHON); no server has to run.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const TARGET = new URL("../src/api/schema.d.ts", import.meta.url);
const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const PYTHON = process.env.PYTHON ?? fileURLToPath(new URL("../../.venv/bin/python", import.meta.url));
// Settings want secrets; nothing here is signed with them.
const SECRETS = { RINGFENCE_SECRET_KEY: "unused", RINGFENCE_SIGNING_KEY: "unused" };
const PROGRAM = `
import json, django
django.setup()
from drf_spectacular.generators import SchemaGenerator
print(json.dumps(SchemaGenerator().get_schema(request=None, public=True), default=str))
`;

const document = execFileSync(PYTHON, ["-c", PROGRAM], {
  cwd: PROJECT,
  env: { ...process.env, DJANGO_SETTINGS_MODULE: "ringfence_server.settings", ...SECRETS },
  maxBuffer: 64 * 1024 * 1024,
});
const types = await openapiTS(JSON.parse(document.toString()), { defaultNonNullable: false });
const text = `// Generated from the OpenAPI document: \`npm run schema\`. Not to be edited.\n\n${astToString(types)}`;

if (process.argv.includes("--check")) {
  let present = "";
  try {
    present = readFileSync(TARGET, "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  if (present !== text) {
    console.error("web/src/api/schema.d.ts is stale: run `npm run schema` in web/ and commit what changes.");
    process.exit(1);
  }
  console.log("schema.d.ts agrees with the OpenAPI document.");
} else {
  writeFileSync(TARGET, text);
}
