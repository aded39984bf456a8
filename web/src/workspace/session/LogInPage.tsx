import { Anchor, Skeleton, Stack } from "@mantine/core";
import { Link, useRouter } from "@tanstack/react-router";
import { useCallback, useEffect } from "react";
import { AuthFrame } from "./AuthFrame";
import { useSession } from "./hooks";
import { LogInForm } from "./LogInForm";

/** `/login`; afterwards to where the person wanted to go. */
export function LogInPage({ next }: { next: string | undefined }) {
  const { status } = useSession();
  const router = useRouter();
  const goOn = useCallback(() => router.history.replace(next ?? "/app/"), [router, next]);
  // Also when another tab logs in.
  useEffect(() => {
    if (status === "in") goOn();
  }, [status, goOn]);
  return (
    <AuthFrame
      title="Log in"
      below={
        <Stack gap={6}>
          <span>
            New here? <Anchor component={Link} to="/signup">Make an account</Anchor>
          </span>
          <Anchor component={Link} to="/forgotten" size="sm">
            Forgotten your password or name?
          </Anchor>
        </Stack>
      }
    >
      {status === "starting" ? <Skeleton height={220} /> : <LogInForm done={goOn} />}
    </AuthFrame>
  );
}
