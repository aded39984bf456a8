import { Suspense, useEffect, useRef } from "react";
import { usePathname, useSearch } from "wouter/use-browser-location";
import { useNotice } from "./notice";
import { Boundary } from "./parts/Boundary";
import { Header } from "./parts/Header";
import { Link } from "./parts/Link";
import { ArticlePage, Editor, LogIn, ProfilePage, Register, Settings } from "./pages";
import Home from "./pages/Home";
import { type Place, placeOf } from "./routes";

/** The site: a bar, the page that the address names, a foot. */
export function Site() {
  const pathname = usePathname();
  const search = useSearch();
  const place = placeOf(pathname);
  const main = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  useEffect(() => {
    // Where a browser would load a page, readers hear that it is another one.
    if (before.current !== pathname) main.current?.focus({ preventScroll: true });
    before.current = pathname;
  }, [pathname]);
  return (
    <>
      <a href="#main" className="skip">
        Skip to the content
      </a>
      <Header pathname={pathname} />
      <main id="main" ref={main} tabIndex={-1}>
        {/* By its key the page that was left is gone at once, not hidden until the next one has its script. */}
        <Boundary key={place.page}>
          <Suspense fallback={<div className="container page" />}>
            <Page place={place} search={search} />
          </Suspense>
        </Boundary>
      </main>
      <Footer />
      <Notice />
    </>
  );
}

function Page({ place, search }: { place: Place; search: string }) {
  switch (place.page) {
    case "home":
      return <Home tag={place.tag} search={search} />;
    case "login":
      return <LogIn />;
    case "register":
      return <Register />;
    case "settings":
      return <Settings />;
    case "editor":
      return <Editor key={place.slug} slug={place.slug} />;
    case "article":
      return <ArticlePage slug={place.slug} />;
    case "profile":
      return <ProfilePage username={place.username} favorites={place.favorites} search={search} />;
    default:
      return <Missing />;
  }
}

function Missing() {
  return (
    <div className="container page narrow">
      <h1>There is nothing here</h1>
      <p>
        The address may be misspelt, or what was here is gone. <Link href="/">To the articles</Link>
      </p>
    </div>
  );
}

function Footer() {
  return (
    <footer>
      <div className="container">
        <span className="logo-font">conduit</span>
        <span>
          What people chose to publish. Private notes, tasks and money live in <a href="/app/">the workspace</a>.
        </span>
      </div>
    </footer>
  );
}

function Notice() {
  const text = useNotice();
  return (
    <div className="notice" role="alert" hidden={!text}>
      {text}
    </div>
  );
}
