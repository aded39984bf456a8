import { Skeleton, Stack } from "@mantine/core";
import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { Suspense, useEffect, useRef, useState } from "react";
import { useSession } from "../session/hooks";
import { LogInAgain } from "../session/LogInAgain";
import { BottomBar } from "./BottomBar";
import { HelpSheet } from "./HelpSheet";
import styles from "./Layout.module.css";
import { Palette } from "./palette/Palette";
import { SideBar } from "./SideBar";
import { useShellShortcuts } from "./useShellShortcuts";

/** Around every page of the signed-in person; everybody else is sent to the log-in. */
export function Layout() {
  const { status } = useSession();
  if (status === "starting") return <LayoutSkeleton />;
  if (status === "out") return <ToLogIn />;
  return (
    <>
      <Shell />
      {status === "ended" && <LogInAgain />}
    </>
  );
}

function ToLogIn() {
  const navigate = useNavigate();
  useEffect(() => {
    // Once: while the log-in page is being loaded, the address changes under this already.
    const next = window.location.pathname + window.location.search;
    void navigate({ to: "/login", search: { next }, replace: true });
  }, [navigate]);
  return <LayoutSkeleton />;
}

function Shell() {
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [helpOpen, setHelpOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  useShellShortcuts({ openPalette: () => setPaletteOpen(true), openHelp: () => setHelpOpen(true) });
  useFocusOnNavigation(main);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <SideBar openPalette={() => setPaletteOpen(true)} openHelp={() => setHelpOpen(true)} />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <BottomBar openPalette={() => setPaletteOpen(true)} openHelp={() => setHelpOpen(true)} />
      <Palette opened={paletteOpen} close={() => setPaletteOpen(false)} />
      <HelpSheet opened={helpOpen} close={() => setHelpOpen(false)} />
    </div>
  );
}

/** Whoever goes to another feature by keyboard goes on from the page's beginning. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>): void {
  const section = useLocation({ select: (location) => location.pathname.split("/")[1] });
  const before = useRef(section);
  useEffect(() => {
    if (before.current !== section) main.current?.focus({ preventScroll: true });
    before.current = section;
  }, [section, main]);
}

function LayoutSkeleton() {
  return (
    <div className={styles.shell} aria-busy="true">
      <div className={styles.sideSkeleton}>
        <Skeleton height={28} width={130} mb="xl" />
        {[80, 65, 110, 75].map((width) => (
          <Skeleton key={width} height={14} width={width} mb="lg" />
        ))}
      </div>
      <main className={styles.main}>
        <h1 className={styles.hidden}>Loading the workspace</h1>
        <PageSkeleton />
      </main>
    </div>
  );
}

function PageSkeleton() {
  return (
    <Stack p="xl" gap="md" aria-hidden>
      <Skeleton height={28} width="12rem" />
      <Skeleton height={14} />
      <Skeleton height={14} width="80%" />
      <Skeleton height={14} width="60%" />
    </Stack>
  );
}
