import { Button, Group, Select } from "@mantine/core";
import type { RefObject } from "react";
import { SearchInput } from "../lists/SearchInput";
import { type Filters, isNarrowed, PRIORITIES, type Priority } from "./filters";
import { useTags } from "./queries";

interface Props {
  filters: Filters;
  search: RefObject<HTMLInputElement | null>;
  onChange: (part: { [Name in keyof Filters]?: Filters[Name] | undefined }) => void;
}

/** What the list is narrowed by. */
export function FilterBar({ filters, search, onChange }: Props) {
  const known = useTags().data ?? [];
  const tags = filters.tag && !known.includes(filters.tag) ? [filters.tag, ...known] : known;
  return (
    <Group gap="xs" mb="lg" role="search" aria-label="Filter tasks">
      <SearchInput
        ref={search}
        label="Search tasks"
        value={filters.search ?? ""}
        onChange={(text) => onChange({ search: text || undefined })}
      />
      <Select
        aria-label="Only with the tag"
        placeholder="Any tag"
        data={tags}
        value={filters.tag ?? null}
        onChange={(tag) => onChange({ tag: tag ?? undefined })}
        searchable
        clearable
        flex="1 0 130px"
        maw={{ sm: 160 }}
      />
      <Select
        aria-label="Only with the priority"
        placeholder="Any priority"
        data={PRIORITIES.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }))}
        value={filters.priority ?? null}
        onChange={(priority) => onChange({ priority: (priority as Priority | null) ?? undefined })}
        clearable
        flex="1 0 130px"
        maw={{ sm: 160 }}
      />
      {isNarrowed(filters) && (
        <Button variant="subtle" size="sm" onClick={() => onChange({ search: undefined, tag: undefined, priority: undefined })}>
          Show all
        </Button>
      )}
    </Group>
  );
}
