import { Button, Center } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import { useEffect } from "react";

interface Props {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; isError: boolean; fetchNextPage: () => Promise<unknown> };
}

/** The way to the next page of an endless list: taken when it comes into view, or by its button. */
export function LoadMore({ query }: Props) {
  const { ref, entry } = useIntersection({ rootMargin: "300px" });
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query;
  const isDue = Boolean(entry?.isIntersecting) && hasNextPage && !isFetchingNextPage && !isError;
  useEffect(() => {
    if (isDue) void fetchNextPage();
  }, [isDue, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <Center ref={ref} py="md">
      <Button variant="default" size="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        Show more
      </Button>
    </Center>
  );
}
