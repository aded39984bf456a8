import { Badge, Button, Group, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { components } from "@/api/schema";
import { fullDate, fullMoment } from "@/shared/moments";
import { answer, api, changeRows, nextPage, rowsOf, sentenceOf, useOptimistic } from "../data";
import { queries } from "../data/client";
import { LoadMore } from "../lists/LoadMore";
import { EmptyState } from "../shell/EmptyState";
import { FormError } from "../shell/FormError";
import { Page } from "../shell/Page";
import { NewToken } from "./NewToken";

type Token = components["schemas"]["PersonalToken"];

const KEY = ["settings", "tokens"];

const tokensQuery = infiniteQueryOptions({
  queryKey: KEY,
  queryFn: ({ pageParam, signal }) => {
    const query = { page: pageParam, page_size: 50 };
    return answer(api.GET("/api/me/tokens/", { params: { query }, signal }));
  },
  initialPageParam: 1,
  getNextPageParam: nextPage,
});

/** Tokens for the person's own scripts. */
export function TokensPage() {
  const query = useInfiniteQuery(tokensQuery);
  const [isMaking, setMaking] = useState(false);
  const tokens = rowsOf(query.data);
  const close = () => {
    setMaking(false);
    void queries.invalidateQueries({ queryKey: KEY });
  };
  return (
    <Page title="Access tokens" width="text" actions={<Button onClick={() => setMaking(true)}>New token</Button>}>
      <Text c="dimmed" size="sm" mb="lg">
        For your own scripts: a token opens the apps you choose, and no page of your account.
      </Text>
      <NewToken opened={isMaking} close={close} />
      <FormError sentence={query.error ? sentenceOf(query.error) : undefined} />
      {query.isPending && <Skeleton height={84} />}
      {query.isSuccess && !tokens.length && (
        <EmptyState icon={IconKey} title="No tokens">
          A script sends one as “Authorization: Bearer rf_…”. It lives as long as you say, and ends here with one click.
        </EmptyState>
      )}
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: "none" }} aria-label="Access tokens">
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} />
        ))}
      </Stack>
      <LoadMore query={query} />
    </Page>
  );
}

function TokenRow({ token }: { token: Token }) {
  const end = useOptimistic({
    keys: [KEY],
    send: () => answer(api.DELETE("/api/me/tokens/{id}/", { params: { path: { id: token.id } } })),
    apply: (cache) => changeRows<Token>(cache, KEY, (row) => (row.id === token.id ? undefined : row)),
    done: () => ({ message: `The token “${token.name}” is dead.` }),
  });
  return (
    <Paper component="li" withBorder p="md">
      <Group wrap="nowrap" align="flex-start" justify="space-between">
        <Stack gap={4} miw={0}>
          <Text fw={600} truncate>
            {token.name}
          </Text>
          <Group gap={4}>
            {token.scopes.map((scope) => (
              <Badge key={scope} variant="light" tt="none">
                {scope}
              </Badge>
            ))}
          </Group>
          <Text size="sm" c="dimmed">
            {token.hint}… · until {fullDate(token.expires_at)} ·{" "}
            {token.last_used_at ? `last used ${fullMoment(token.last_used_at)}` : "never used"}
          </Text>
        </Stack>
        <Button size="xs" variant="default" onClick={() => end.mutate()} aria-label={`End the token ${token.name}`}>
          End
        </Button>
      </Group>
    </Paper>
  );
}
