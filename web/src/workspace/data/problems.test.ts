import { expect, test } from "vitest";
import { NetworkFailure } from "../session/connection";
import { fieldsOf, Problem, sentenceOf } from "./problems";

function problem(status: number, body: unknown, headers: Record<string, string> = {}): Problem {
  return Problem.from(new Response(null, { status, headers }), body);
}

test("the server's sentences stand by field, nested ones by their path", () => {
  const error = problem(400, { title: ["Too long."], details: { isbn: ["Wrong."] }, code: "invalid" });
  expect(fieldsOf(error)).toEqual({ title: "Too long.", "details.isbn": "Wrong." });
  expect(error.code).toBe("invalid");
  expect(sentenceOf(error)).toBe("Title: Too long.");
});

test("what is about no field is a sentence of its own", () => {
  expect(sentenceOf(problem(400, { non_field_errors: ["Not together."], code: "invalid" }))).toBe("Not together.");
  expect(sentenceOf(problem(404, { detail: "Not found.", code: "not_found" }))).toBe("Not found.");
});

test("too many tries say how long to wait", () => {
  const body = { detail: "Request was throttled.", code: "throttled" };
  expect(sentenceOf(problem(429, body, { "Retry-After": "30" }))).toContain("30 seconds");
  expect(sentenceOf(problem(429, body, { "Retry-After": "299" }))).toContain("5 minutes");
});

test("the server's own trouble and the network's are told apart", () => {
  expect(sentenceOf(problem(500, undefined))).toContain("The server has a problem");
  expect(sentenceOf(new NetworkFailure())).toContain("Unable to connect");
  expect(sentenceOf(new Error("of a program"))).toBe("Something went wrong.");
});
