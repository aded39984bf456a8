import { lazy, Suspense, useState } from "react";
import { api, done, read } from "../api";
import { go, useTitle } from "../navigation";
import { notifyOf } from "../notice";
import { ArticleMeta } from "../parts/ArticleMeta";
import { Comments } from "../parts/Comments";
import { FollowButton } from "../parts/FollowButton";
import { Bin, FullHeart, Heart, Pencil } from "../parts/Icons";
import { Link } from "../parts/Link";
import { TagList } from "../parts/Tags";
import { editorPath } from "../routes";
import { useSession } from "../session";
import { useFavorite } from "../switches";
import type { Article } from "../types";
import { keyFor, useLoaded } from "../useLoaded";

const Markdown = lazy(() => import("@/shared/Markdown"));

/** One article with its comments. */
export default function ArticlePage({ slug }: { slug: string }) {
  const session = useSession();
  const loaded = useLoaded(keyFor(session, slug), (signal) => read(api.GET("/api/articles/{slug}/", { params: { path: { slug } }, signal })));
  useTitle(loaded.data?.article.title);
  if (loaded.failure) {
    const gone = loaded.failure.status === 404;
    return (
      <div className="article-page container page narrow">
        <h1>{gone ? "There is no such article" : "This article could not be loaded"}</h1>
        <p>{gone ? "It may have been taken back by who wrote it." : loaded.failure.message}</p>
        {loaded.failure.passing ? (
          <button type="button" className="btn btn-outline-primary" onClick={loaded.reload}>
            Try again
          </button>
        ) : (
          <Link href="/">To the articles</Link>
        )}
      </div>
    );
  }
  if (!loaded.data) {
    return (
      <div className="article-page" role="status" aria-label="Loading the article">
        <div className="banner">
          <div className="container">
            <div className="skeleton skeleton-title" />
          </div>
        </div>
        <div className="container page">
          <div className="skeleton" />
        </div>
      </div>
    );
  }
  const { article } = loaded.data;
  return <Whole key={article.slug} article={article} change={(alter) => loaded.change((old) => ({ article: alter(old.article) }))} />;
}

interface Props {
  article: Article;
  change: (alter: (old: Article) => Article) => void;
}

function Whole({ article, change }: Props) {
  // One for both rows of buttons, so that what is clicked goes out in order.
  const flip = useFavorite(article, change);
  const meta = (
    <ArticleMeta author={article.author} createdAt={article.createdAt}>
      <Actions article={article} change={change} flip={flip} />
    </ArticleMeta>
  );
  return (
    <article className="article-page">
      <div className="banner">
        <div className="container">
          <h1>{article.title}</h1>
          {meta}
        </div>
      </div>
      <div className="container page">
        <div className="article-content">
          <Suspense fallback={<div className="skeleton" />}>
            <div className="markdown">
              <Markdown pictures>{article.body}</Markdown>
            </div>
          </Suspense>
          <TagList tags={article.tagList} />
        </div>
        <hr />
        <div className="article-actions">{meta}</div>
        <Comments slug={article.slug} />
      </div>
    </article>
  );
}

function Actions({ article, change, flip }: Props & { flip: () => void }) {
  const { user } = useSession();
  const [deleting, setDeleting] = useState(false);
  const { author, favorited, favoritesCount, slug } = article;
  if (user?.username === author.username) {
    const remove = async () => {
      setDeleting(true);
      try {
        await done(api.DELETE("/api/articles/{slug}/", { params: { path: { slug } } }));
        go("/");
      } catch (error) {
        setDeleting(false);
        notifyOf(error);
      }
    };
    return (
      <div className="buttons">
        <Link href={editorPath(slug)} className="btn btn-sm btn-outline-secondary">
          <Pencil /> Edit Article
        </Link>
        <button type="button" className="btn btn-sm btn-outline-danger" disabled={deleting} onClick={remove}>
          <Bin /> Delete Article
        </button>
      </div>
    );
  }
  return (
    <div className="buttons">
      <FollowButton profile={author} change={(following) => change((old) => ({ ...old, author: { ...old.author, following } }))} />
      <button type="button" className={`btn btn-sm ${favorited ? "btn-primary" : "btn-outline-primary"}`} onClick={flip}>
        {favorited ? <FullHeart /> : <Heart />} {favorited ? "Unfavorite" : "Favorite"} Article <span className="counter">({favoritesCount})</span>
      </button>
    </div>
  );
}
