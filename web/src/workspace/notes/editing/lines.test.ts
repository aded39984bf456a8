import { expect, test } from "vitest";
import { together, united } from "./lines";

test("lines of both are told from lines of one", () => {
  expect(together("a\nmine\nc", "a\ntheirs\nc")).toEqual([
    { text: "a" },
    { text: "theirs", only: "theirs" },
    { text: "mine", only: "mine" },
    { text: "c" },
  ]);
});

test("each text keeps its order and loses nothing", () => {
  const mine = "one\ntwo\nthree\nfour\nfive";
  const theirs = "zero\none\nthree\n3.5\nfive\nsix";
  const lines = together(mine, theirs);
  const of = (side: string) => lines.filter((line) => !line.only || line.only === side).map((line) => line.text);
  expect(of("mine")).toEqual(mine.split("\n"));
  expect(of("theirs")).toEqual(theirs.split("\n"));
  expect(lines.filter((line) => !line.only).map((line) => line.text)).toEqual(["one", "three", "five"]);
});

test("equal texts have no difference, and an empty one is all the other's", () => {
  expect(together("a\nb", "a\nb").every((line) => !line.only)).toBe(true);
  expect(united("", "a\nb")).toContain("a\nb");
});

test("very long texts come out whole", () => {
  const mine = Array.from({ length: 3000 }, (_, at) => `mine ${at}`).join("\n");
  const theirs = Array.from({ length: 3000 }, (_, at) => `theirs ${at}`).join("\n");
  expect(together(mine, theirs)).toHaveLength(6000);
});
