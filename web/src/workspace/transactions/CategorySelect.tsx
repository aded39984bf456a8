import { Select } from "@mantine/core";
import { useState } from "react";
import { useCategories } from "./queries";

const NEW = "new:";
const MAX_NAME = 50;

/** A category that is there, or the name of one to be made with the transaction, or none. */
export type Choice = { id: number } | { name: string } | null;

interface Props {
  value: Choice;
  error: string | undefined;
  onChange: (choice: Choice) => void;
}

/** Choose a category by typing; a name that is new can be chosen as well. */
export function CategorySelect({ value, error, onChange }: Props) {
  const [typed, setTyped] = useState("");
  const { data: categories = [] } = useCategories();
  const options = categories.map(({ id, name }) => ({ value: String(id), label: name }));
  const name = typed.trim();
  const names = new Set(categories.map((category) => category.name));
  if (value && "name" in value && !names.has(value.name)) options.push({ value: NEW + value.name, label: value.name });
  const isOffered = name !== "" && name.length <= MAX_NAME && !names.has(name) && !options.some(({ label }) => label === name);
  if (isOffered) options.push({ value: NEW + name, label: `New category: ${name}` });
  return (
    <Select
      label="Category"
      placeholder="None"
      data={options}
      value={valueOf(value)}
      onChange={(chosen) => onChange(choiceOf(chosen))}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      clearable
      nothingFoundMessage="Type a name to make a category"
      error={error}
      maxDropdownHeight={240}
    />
  );
}

function valueOf(choice: Choice): string | null {
  if (choice === null) return null;
  return "id" in choice ? String(choice.id) : NEW + choice.name;
}

function choiceOf(value: string | null): Choice {
  if (value === null) return null;
  return value.startsWith(NEW) ? { name: value.slice(NEW.length) } : { id: Number(value) };
}
