import type { ReactNode } from "react";
import { profilePath } from "../routes";
import { useSession } from "../session";
import { Avatar } from "./Avatar";
import { Gear, Pencil } from "./Icons";
import { Link } from "./Link";

/** The bar at the top: where one can go, and whether the server answers. */
export function Header({ pathname }: { pathname: string }) {
  const { state, user } = useSession();
  const item = (href: string, label: ReactNode) => (
    <li className="nav-item">
      <Link href={href} className={`nav-link ${pathname === href ? "active" : ""}`} aria-current={pathname === href ? "page" : undefined}>
        {label}
      </Link>
    </li>
  );
  return (
    <header>
      <nav className="navbar" aria-label="Site">
        <div className="container">
          <Link href="/" className="navbar-brand">
            conduit
          </Link>
          <ul className="nav navbar-nav">
            {item("/", "Home")}
            {state === "unauthenticated" && (
              <>
                {item("/login", "Sign in")}
                {item("/register", "Sign up")}
              </>
            )}
            {state === "unavailable" && (
              <li className="nav-item connecting" role="status">
                Connecting…
              </li>
            )}
            {user && (
              <>
                {item("/editor", <><Pencil /> New Article</>)}
                {item("/settings", <><Gear /> Settings</>)}
                {item(profilePath(user.username), <><Avatar image={user.image} className="user-pic" size={26} /> {user.username}</>)}
              </>
            )}
          </ul>
        </div>
      </nav>
    </header>
  );
}
