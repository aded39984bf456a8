import { expect, test } from "vitest";
import type { Feature } from "../feature";
import { matching } from "./entries";

const icon = () => null;
const FEATURES: Feature[] = [
  {
    id: "notes",
    label: "Notes",
    icon,
    to: "/notes",
    keys: "g n",
    place: "main",
    commands: [{ id: "notes.new", label: "New note", keywords: "write", keys: "c n", destination: { to: "/notes/new" } }],
  },
  { id: "trash", label: "Trash", icon, to: "/trash", keys: "g d", place: "more" },
];

function found(term: string): string[] {
  return matching(FEATURES, term).map((entry) => entry.id);
}

test("nothing typed shows everything, in the order of the navigation", () => {
  expect(found("")).toEqual(["notes", "notes.new", "trash"]);
});

test("every word counts, in any order, and keywords too", () => {
  expect(found("note new")).toEqual(["notes.new"]);
  expect(found("WRITE")).toEqual(["notes.new"]);
  expect(found("nothing")).toEqual([]);
});

test("what begins with it comes first", () => {
  expect(found("new")[0]).toBe("notes.new");
  expect(found("note")[0]).toBe("notes");
});
