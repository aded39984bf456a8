import { expect, test } from "vitest";
import { Failure, refusal } from "./failure";

test.each([
  [{ errors: { title: ["can't be blank"], body: ["can't be blank"] } }, ["Title can't be blank", "Body can't be blank"]],
  [{ errors: { credentials: ["invalid"] } }, ["E-mail address or password is wrong."]],
  [{ errors: { credentials: ["second factor required"] } }, ["A code of your second factor is needed."]],
  [{ errors: { "email or password": ["is invalid"] } }, ["Email or password is invalid"]],
  [{ errors: { server: "failed" } }, ["Server failed"]],
])("%j says %j", (body, messages) => expect(refusal(422, body).messages).toEqual(messages));

test.each([null, undefined, "", "<html>", [], {}, { errors: null }, { errors: {} }, { errors: "x" }])(
  "%j says nothing, so the status does",
  (body) => expect(refusal(502, body).messages).toEqual(["Something went wrong (502). Try again in a moment."]),
);

test.each([
  [0, true],
  [500, true],
  [503, true],
  [429, true],
  [408, true],
  [400, false],
  [401, false],
  [404, false],
  [422, false],
])("whether %i passes by itself: %s", (status, passing) => expect(new Failure(status, []).passing).toBe(passing));
