import { Link } from "@tanstack/react-router";
import classes from "./library.module.css";

/** Between books and authors. */
export function LibraryTabs() {
  return (
    <nav className={classes.tabs} aria-label="Library">
      <Link to="/library" className={classes.tab} activeOptions={{ exact: true, includeSearch: false }}>
        Books
      </Link>
      <Link to="/library/authors" className={classes.tab}>
        Authors
      </Link>
    </nav>
  );
}
