import { Button, Collapse, Group, Select, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { type RefObject, useEffect, useState } from "react";
import { SearchInput } from "../lists/SearchInput";
import { type Address, type Filters, filtersOf, isNarrowed } from "./filters";
import { editable, readAmount } from "./money";
import { useCategories } from "./queries";
import classes from "./transactions.module.css";

type Part = { [Name in keyof Filters]?: Filters[Name] | undefined };

interface Props {
  address: Address;
  search: RefObject<HTMLInputElement | null>;
  onChange: (part: Part) => void;
  onClear: () => void;
}

/** What the table is narrowed by; on a phone all but the search are behind a button. */
export function FilterBar({ address, search, onChange, onClear }: Props) {
  const isNarrow = useMediaQuery("(max-width: 48em)");
  const [isOpen, setIsOpen] = useState(false);
  const { search: _, ...others } = filtersOf(address);
  const count = Object.keys(others).length;
  const fields = <Fields address={address} onChange={onChange} />;
  return (
    <div className={classes.filters} role="search" aria-label="Filter transactions">
      <Group gap="xs" wrap="nowrap">
        <SearchInput
          ref={search}
          label="Search descriptions"
          value={address.search ?? ""}
          onChange={(text) => onChange({ search: text || undefined })}
        />
        {isNarrow && (
          <Button
            variant={count > 0 ? "light" : "default"}
            leftSection={<IconAdjustmentsHorizontal size={16} />}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            Filters{count > 0 && ` (${count})`}
          </Button>
        )}
        {isNarrowed(address) && (
          <Button variant="subtle" onClick={onClear}>
            Show all
          </Button>
        )}
      </Group>
      {isNarrow ? <Collapse expanded={isOpen}>{fields}</Collapse> : fields}
    </div>
  );
}

function Fields({ address, onChange }: { address: Address; onChange: (part: Part) => void }) {
  const { data: categories = [] } = useCategories();
  const choices = [{ value: "none", label: "No category" }, ...categories.map(({ id, name }) => ({ value: String(id), label: name }))];
  return (
    <div className={classes.filterFields}>
      <Select
        label="Category"
        placeholder="Any"
        size="xs"
        data={choices}
        value={address.category === undefined ? null : String(address.category)}
        onChange={(value) => onChange({ category: value === null ? undefined : value === "none" ? "none" : Number(value) })}
        searchable
        clearable
      />
      <DateFilter label="From" value={address.date_after} onChange={(date_after) => onChange({ date_after })} />
      <DateFilter label="To" value={address.date_before} onChange={(date_before) => onChange({ date_before })} />
      <AmountFilter label="At least" value={address.amount_min} onChange={(amount_min) => onChange({ amount_min })} />
      <AmountFilter label="At most" value={address.amount_max} onChange={(amount_max) => onChange({ amount_max })} />
    </div>
  );
}

interface FieldProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function DateFilter({ label, value, onChange }: FieldProps) {
  return (
    <TextInput
      type="date"
      label={label}
      size="xs"
      value={value ?? ""}
      max="9999-12-31"
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

/** An amount counts when it is whole: on Enter, or when the field is left. */
function AmountFilter({ label, value, onChange }: FieldProps) {
  const [typed, setTyped] = useState("");
  useEffect(() => setTyped(value === undefined ? "" : editable(value)), [value]);
  const amount = readAmount(typed);
  const isWrong = typed.trim() !== "" && amount === null;
  const tell = () => {
    if (!isWrong) onChange(amount ?? undefined);
  };
  return (
    <TextInput
      label={label}
      size="xs"
      inputMode="decimal"
      placeholder="0"
      value={typed}
      error={isWrong ? "No amount" : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={tell}
      onKeyDown={(event) => {
        if (event.key === "Enter") tell();
      }}
    />
  );
}
