import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput, Tooltip } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { once } from "../data";
import { useSubmit } from "../data/useSubmit";
import { createCategory, useRemoveCategory, useRenameCategory } from "./actions";
import { CATEGORIES, type Category, useCategories } from "./queries";

const MAX_NAME = 50;

/** All categories: make, rename, delete. */
export function CategoriesDialog({ onClose }: { onClose: () => void }) {
  const { data: categories = [], isSuccess } = useCategories();
  return (
    <Modal opened onClose={onClose} title="Categories" closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap="sm">
        <NewCategory />
        {isSuccess && categories.length === 0 && (
          <Text size="sm" c="dimmed">
            Categories say what money was for, such as Groceries or Rent. A transaction has one or none.
          </Text>
        )}
        <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: "none" }}>
          {categories.map((category) => (
            <CategoryRow key={category.id} category={category} />
          ))}
        </Stack>
      </Stack>
    </Modal>
  );
}

function NewCategory() {
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const { submit, isBusy, fields, sentence } = useSubmit(
    async () => {
      await createCategory(name.trim(), once());
      setName("");
      await queries.invalidateQueries({ queryKey: CATEGORIES });
    },
    ["name"],
  );
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <TextInput
          flex={1}
          aria-label="A new category"
          placeholder="A new category"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fields.name ?? sentence}
          maxLength={MAX_NAME}
          data-autofocus
        />
        <Button type="submit" loading={isBusy} disabled={name.trim() === ""}>
          Add
        </Button>
      </Group>
    </form>
  );
}

/** A category whose name is changed where it stands: on Enter, or when the field is left. Escape takes it back. */
function CategoryRow({ category }: { category: Category }) {
  const [name, setName] = useState(category.name);
  const rename = useRenameCategory();
  const remove = useRemoveCategory();
  const save = () => {
    const next = name.trim();
    if (next === "") setName(category.name);
    else if (next !== category.name) rename.mutate({ category, name: next }, { onError: () => setName(category.name) });
  };
  return (
    <Group component="li" gap="xs" wrap="nowrap">
      <TextInput
        flex={1}
        aria-label={`Name of ${category.name}`}
        value={name}
        maxLength={MAX_NAME}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === "Enter") save();
          if (event.key !== "Escape" || name === category.name) return;
          event.stopPropagation();
          setName(category.name);
        }}
      />
      <Tooltip label="Delete; its transactions stay">
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Delete the category ${category.name}`} onClick={() => remove.mutate(category)}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
