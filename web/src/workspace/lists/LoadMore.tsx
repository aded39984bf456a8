import { Button, Center } from "@mantine/core";
import { useEffect, useRef } from "react";

interface Props {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; isError: boolean; fetchNextPage: () => Promise<unknown> };
}

/** The way to the next page of an endless list: taken when it comes into view, or by its button. */
export function LoadMore({ query }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query;
  const waits = hasNextPage && !isFetchingNextPage && !isError;
  useEffect(() => {
    if (!waits || !end.current) return;
    // Asked anew after each page: what was in view before it came may not be any more.
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), { rootMargin: "300px" });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [waits, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <Center ref={end} py="md">
      <Button variant="default" size="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        Show more
      </Button>
    </Center>
  );
}
