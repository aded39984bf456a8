import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type RefObject, useEffect, useRef, useState } from "react";

const PAUSE = 200;

interface Props {
  ref?: RefObject<HTMLInputElement | null>;
  label: string;
  value: string;
  /** Called a moment after the last key, and at once on Enter, Escape and the cross. */
  onChange: (text: string) => void;
}

/** A field that searches while somebody types. */
export function SearchInput({ ref, label, value, onChange }: Props) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = (next: string) => {
    told.current = next.trim();
    onChange(told.current);
  };
  const tellSoon = useDebouncedCallback(tell, PAUSE);
  useEffect(() => {
    // The address has changed by something else than this field: a link, the way back.
    if (value !== told.current) {
      told.current = value;
      setText(value);
    }
  }, [value]);
  const set = (next: string, isSoon: boolean) => {
    setText(next);
    if (isSoon) tellSoon(next);
    else {
      tellSoon.cancel();
      tell(next);
    }
  };
  return (
    <TextInput
      ref={ref}
      type="search"
      role="searchbox"
      aria-label={label}
      placeholder={label}
      value={text}
      maxLength={200}
      flex="1 1 240px"
      leftSection={<IconSearch size={16} />}
      rightSection={text ? <CloseButton size="sm" aria-label="Clear the search" onClick={() => set("", false)} /> : null}
      onChange={(event) => set(event.currentTarget.value, true)}
      onKeyDown={(event) => {
        if (event.key === "Enter") set(text, false);
        if (event.key === "Escape" && text) {
          event.preventDefault();
          set("", false);
        }
      }}
    />
  );
}
