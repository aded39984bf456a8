import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { isNew, MAX_AUTHORS, optionsFor, type Pick, pickOf, valueOf } from "./picking";
import { useFoundAuthors } from "./queries";

interface Props {
  picks: Pick[];
  error: string | undefined;
  onChange: (picks: Pick[]) => void;
}

/** The authors of a book: found by typing, or made with the book where the name is new. */
export function AuthorPicker({ picks, error, onChange }: Props) {
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 150);
  const { data: found = [] } = useFoundAuthors(search);
  const picked = picks.filter((pick): pick is Extract<Pick, { id: number }> => "id" in pick);
  return (
    <MultiSelect
      label="Authors"
      placeholder={picks.length === 0 ? "Type a name" : ""}
      data={optionsFor(typed, found, picks)}
      value={picks.map(valueOf)}
      onChange={(values) => onChange(values.flatMap((value) => pickOf(value, [...picked, ...found]) ?? []))}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has searched; what it found is shown whole.
      filter={({ options }) => options}
      renderOption={({ option }) => (isNew(option.value) ? `New author: ${option.label}` : option.label)}
      hidePickedOptions
      maxValues={MAX_AUTHORS}
      nothingFoundMessage="Type a name to make an author"
      error={error}
      maxDropdownHeight={240}
    />
  );
}
