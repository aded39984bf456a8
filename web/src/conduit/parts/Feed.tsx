import type { ReactNode } from "react";
import { api, read } from "../api";
import { articlePath } from "../routes";
import { useSession } from "../session";
import { useFavorite } from "../switches";
import type { Preview } from "../types";
import { keyFor, useLoaded } from "../useLoaded";
import { ArticleMeta } from "./ArticleMeta";
import { FullHeart, Heart } from "./Icons";
import { Link } from "./Link";
import { Pagination } from "./Pagination";
import { TagList } from "./Tags";

export const PAGE_SIZE = 10;

export type Choice = { feed: true } | { tag?: string; author?: string; favorited?: string };

interface Props {
  /** Which articles: those of the people whom one follows, or all that fit. */
  choice: Choice;
  page: number;
  /** The address of page 1. */
  path: string;
  /** What is said where there are none. */
  empty: ReactNode;
}

/** Articles, newest first, ten a page. */
export function Feed({ choice, page, path, empty }: Props) {
  const session = useSession();
  const articles = useLoaded(keyFor(session, JSON.stringify([choice, page])), (signal) => {
    const places = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
    return read(
      "feed" in choice
        ? api.GET("/api/articles/feed/", { params: { query: places }, signal })
        : api.GET("/api/articles/", { params: { query: { ...choice, ...places } }, signal }),
    );
  });
  if (articles.failure) {
    return (
      <div className="empty-feed-message" role="alert">
        <p>The articles could not be loaded. {articles.failure.message}</p>
        <button type="button" className="btn btn-outline-primary" onClick={articles.reload}>
          Try again
        </button>
      </div>
    );
  }
  if (!articles.data) return <Skeletons />;
  const { articles: found, articlesCount } = articles.data;
  if (!found?.length) return <div className="empty-feed-message">{empty}</div>;
  const change = (slug: string) => (alter: (old: Preview) => Preview) =>
    articles.change((old) => ({ ...old, articles: old.articles.map((one) => (one.slug === slug ? alter(one) : one)) }));
  return (
    <>
      {found.map((article) => (
        <ArticlePreview key={article.slug} article={article} change={change(article.slug)} />
      ))}
      <Pagination page={page} count={articlesCount} pageSize={PAGE_SIZE} path={path} />
    </>
  );
}

function ArticlePreview({ article, change }: { article: Preview; change: (alter: (old: Preview) => Preview) => void }) {
  const flip = useFavorite(article, change);
  const { favorited, favoritesCount, title } = article;
  return (
    <article className="article-preview">
      <ArticleMeta author={article.author} createdAt={article.createdAt}>
        <button
          type="button"
          className={`btn btn-sm ${favorited ? "btn-primary" : "btn-outline-primary"}`}
          aria-pressed={favorited}
          aria-label={`Like “${title}”: ${favoritesCount}`}
          onClick={flip}
        >
          {favorited ? <FullHeart /> : <Heart />} {favoritesCount}
        </button>
      </ArticleMeta>
      <Link href={articlePath(article.slug)} className="preview-link">
        <h1>{title}</h1>
        <p>{article.description}</p>
        <span className="more">Read more…</span>
        <TagList tags={article.tagList} />
      </Link>
    </article>
  );
}

function Skeletons() {
  return (
    <div role="status" aria-label="Loading articles">
      {[1, 2, 3].map((number) => (
        <div key={number} className="skeleton-preview" aria-hidden="true">
          <div className="skeleton skeleton-meta" />
          <div className="skeleton skeleton-title" />
          <div className="skeleton" />
        </div>
      ))}
    </div>
  );
}
