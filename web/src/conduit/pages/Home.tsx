import { useEffect } from "react";
import { api, read } from "../api";
import { go, useTitle } from "../navigation";
import { Feed } from "../parts/Feed";
import { Link } from "../parts/Link";
import { TagLinks } from "../parts/Tags";
import { pageOf, tagPath } from "../routes";
import { useSession } from "../session";
import { useLoaded } from "../useLoaded";

const FOLLOWING = "/?feed=following";

interface Props {
  tag?: string;
  search: string;
}

/** Everybody's articles, those of the people whom one follows, or those under a tag. */
export default function Home({ tag, search }: Props) {
  const { state } = useSession();
  const following = tag === undefined && new URLSearchParams(search).get("feed") === "following";
  const stranger = following && state === "unauthenticated";
  useTitle(tag === undefined ? undefined : `#${tag}`);
  useEffect(() => {
    if (stranger) go("/login", { replace: true, state: { next: FOLLOWING } });
  }, [stranger]);
  if (stranger) return null;
  return (
    <div className="home-page">
      <div className="banner">
        <div className="container">
          <h1 className="logo-font">conduit</h1>
          <p>A place to share your knowledge.</p>
        </div>
      </div>
      <div className="container page">
        <div className="columns">
          <section className="main-column" aria-label="Articles">
            <div className="feed-toggle">
              <ul className="nav">
                {(state === "authenticated" || state === "unavailable") && <Tab href={FOLLOWING} label="Your Feed" active={following} />}
                <Tab href="/" label="Global Feed" active={!following && tag === undefined} />
                {tag !== undefined && <Tab href={tagPath(tag)} label={tag} active />}
              </ul>
            </div>
            <Articles tag={tag} following={following} page={pageOf(search)} />
          </section>
          <aside className="sidebar" aria-labelledby="popular-tags">
            <h2 id="popular-tags">Popular Tags</h2>
            <PopularTags />
          </aside>
        </div>
      </div>
    </div>
  );
}

function Tab({ href, label, active }: { href: string; label: string; active: boolean }) {
  return (
    <li className="nav-item">
      <Link href={href} className={`nav-link ${active ? "active" : ""}`} aria-current={active ? "page" : undefined}>
        {label}
      </Link>
    </li>
  );
}

function Articles({ tag, following, page }: { tag?: string; following: boolean; page: number }) {
  const { state } = useSession();
  if (following && state === "unavailable") {
    return (
      <div className="empty-feed-message">
        <p>Your feed will be here as soon as the server answers again. You stay logged in.</p>
      </div>
    );
  }
  if (following) {
    const empty = (
      <>
        <h2>Your feed is empty</h2>
        <p>
          Follow people, and what they write is here. <Link href="/">See what everyone writes</Link>
        </p>
      </>
    );
    return <Feed choice={{ feed: true }} page={page} path={FOLLOWING} empty={empty} />;
  }
  const path = tag === undefined ? "/" : tagPath(tag);
  const empty = (
    <>
      <h2>No articles are here yet</h2>
      <p>{tag === undefined ? "Be the first: sign up and write one." : "Nobody has used this tag so far."}</p>
    </>
  );
  return <Feed choice={tag === undefined ? {} : { tag }} page={page} path={path} empty={empty} />;
}

function PopularTags() {
  const tags = useLoaded("tags", (signal) => read(api.GET("/api/tags/", { signal })));
  if (tags.loading) return <div className="tag-list"><span className="skeleton skeleton-tags" /></div>;
  if (tags.failure) return <p className="soft">The tags could not be loaded.</p>;
  if (!tags.data?.tags?.length) return <div className="tag-list"><p className="soft">No tags yet.</p></div>;
  return <TagLinks tags={tags.data.tags} />;
}
