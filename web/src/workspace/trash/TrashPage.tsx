import { Button, Group, Modal, Paper, Select, Skeleton, Stack, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { components } from "@/api/schema";
import { fullDate } from "@/shared/moments";
import { answer, api, changeRows, nextPage, once, rowsOf, sentenceOf, useOptimistic } from "../data";
import { LoadMore } from "../lists/LoadMore";
import { SearchInput } from "../lists/SearchInput";
import { EmptyState } from "../shell/EmptyState";
import { FormError } from "../shell/FormError";
import { Page } from "../shell/Page";
import { KIND_CHOICES, kindLabel } from "./kinds";

type Entry = components["schemas"]["TrashedRow"];

const KEY = ["trash"];
const route = getRouteApi("/workspace/trash");

function trashQuery(search: string | undefined, kind: string | undefined) {
  return infiniteQueryOptions({
    queryKey: [...KEY, { search, kind }],
    queryFn: ({ pageParam, signal }) => {
      const query = { page: pageParam, page_size: 50, ...(search && { search }), ...(kind && { kind }) };
      return answer(api.GET("/api/trash/", { params: { query }, signal }));
    },
    initialPageParam: 1,
    getNextPageParam: nextPage,
    placeholderData: keepPreviousData,
    // Every app puts rows here.
    staleTime: 0,
  });
}

/** What was deleted, for as long as it can come back. */
export function TrashPage() {
  const { search, kind } = route.useSearch();
  const navigate = useNavigate();
  const query = useInfiniteQuery(trashQuery(search, kind));
  const [isEmptying, setEmptying] = useState(false);
  const entries = rowsOf(query.data);
  const isNarrowed = Boolean(search ?? kind);
  return (
    <Page
      title="Trash"
      width="text"
      actions={
        entries.length > 0 && (
          <Button variant="light" color="red" onClick={() => setEmptying(true)}>
            Empty the trash
          </Button>
        )
      }
    >
      <Group mb="md">
        <SearchInput
          label="Search the trash"
          value={search ?? ""}
          onChange={(text) => void navigate({ to: "/trash", search: { kind, search: text || undefined }, replace: true })}
        />
        <Select
          aria-label="Kind"
          placeholder="Everything"
          clearable
          data={KIND_CHOICES}
          value={kind ?? null}
          onChange={(value) => void navigate({ to: "/trash", search: { search, kind: value ?? undefined }, replace: true })}
        />
      </Group>
      <FormError sentence={query.error ? sentenceOf(query.error) : undefined} />
      {query.isPending && <Skeleton height={180} />}
      {query.isSuccess && !entries.length && (
        <EmptyState icon={IconTrash} title={isNarrowed ? "Nothing found" : "The trash is empty"}>
          {isNarrowed
            ? "Nothing that was deleted has this in its title."
            : "What you delete comes here first. It can be brought back until the day that stands beside it, then it is gone."}
        </EmptyState>
      )}
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: "none" }} aria-label="Deleted">
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </Stack>
      <LoadMore query={query} />
      <EmptyDialog opened={isEmptying} close={() => setEmptying(false)} />
    </Page>
  );
}

function EntryRow({ entry }: { entry: Entry }) {
  const cache = useQueryClient();
  const path = { id: entry.id };
  const gone = () => changeRows<Entry>(cache, KEY, (row) => (row.id === entry.id ? undefined : row));
  const restoring = useOptimistic({
    keys: [KEY],
    send: () => answer(api.POST("/api/trash/{id}/restore/", { params: { path, header: once() } })),
    apply: gone,
    done: () => {
      // It may belong to any list.
      void cache.invalidateQueries();
      return { message: `“${entry.title}” is back.` };
    },
  });
  const removing = useOptimistic({
    keys: [KEY],
    send: () => answer(api.DELETE("/api/trash/{id}/", { params: { path } })),
    apply: gone,
    done: () => ({ message: `“${entry.title}” is gone for good.` }),
  });
  return (
    <Paper component="li" withBorder px="md" py="sm">
      <Group justify="space-between" gap="xs">
        <Stack gap={0} miw={0} flex="1 1 240px">
          <Text lineClamp={2} fw={550}>
            {entry.title}
          </Text>
          <Text size="xs" c="dimmed">
            {kindLabel(entry.kind)} · deleted {fullDate(entry.deleted_at)} · kept until {fullDate(entry.expires_at)}
          </Text>
        </Stack>
        <Group gap="xs" wrap="nowrap">
          <Button size="xs" variant="default" onClick={() => restoring.mutate()} aria-label={`Restore ${entry.title}`}>
            Restore
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="red"
            onClick={() => removing.mutate()}
            aria-label={`Delete ${entry.title} for good`}
          >
            Delete
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}

function EmptyDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const emptying = useOptimistic({
    keys: [KEY],
    send: () => answer(api.POST("/api/trash/empty/", { params: { header: once() } })),
    apply: (cache) => changeRows<Entry>(cache, KEY, () => undefined),
    done: () => ({ message: "The trash is empty." }),
  });
  return (
    <Modal opened={opened} onClose={close} title="Empty the trash?">
      <Stack>
        <Text size="sm">
          Everything in it is deleted for good, of every app, also what the search does not show now. This cannot be undone.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button
            color="red"
            onClick={() => {
              emptying.mutate();
              close();
            }}
          >
            Delete everything
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
