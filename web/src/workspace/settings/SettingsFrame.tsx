import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import styles from "./SettingsFrame.module.css";

const PAGES = [
  { to: "/settings/profile", label: "Profile" },
  { to: "/settings/security", label: "Password and factor" },
  { to: "/settings/devices", label: "Devices" },
  { to: "/settings/tokens", label: "Access tokens" },
  { to: "/settings/activity", label: "Activity" },
  { to: "/settings/account", label: "Account" },
] as const;

/** The pages of the settings, and the way between them. */
export function SettingsFrame() {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // On a phone the row of links is wider than the page.
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  return (
    <div className={styles.frame}>
      <nav ref={nav} className={styles.nav} aria-label="Settings">
        {PAGES.map(({ to, label }) => (
          <Link key={to} to={to} className={styles.item}>
            {label}
          </Link>
        ))}
      </nav>
      <div className={styles.content}>
        <Outlet />
      </div>
    </div>
  );
}
