import { useState } from "react";
import { api, done, read } from "../api";
import { Failure, UNREACHABLE } from "../failure";
import { useSession } from "../session";
import type { Comment, User } from "../types";
import { useForm } from "../useForm";
import { keyFor, useLoaded } from "../useLoaded";
import { profilePath } from "../routes";
import { Day } from "./ArticleMeta";
import { Avatar } from "./Avatar";
import { Errors } from "./Errors";
import { Bin } from "./Icons";
import { Link } from "./Link";

/** What people say about an article, and the way to say something. */
export function Comments({ slug }: { slug: string }) {
  const session = useSession();
  const path = { slug };
  const [messages, setMessages] = useState<string[]>([]);
  const loaded = useLoaded(keyFor(session, slug), (signal) => read(api.GET("/api/articles/{slug}/comments/", { params: { path }, signal })));
  const comments = loaded.data?.comments ?? [];
  const remove = async (id: number) => {
    setMessages([]);
    try {
      await done(api.DELETE("/api/articles/{slug}/comments/{id}/", { params: { path: { slug, id: String(id) } } }));
      loaded.change((old) => ({ comments: old.comments.filter((comment) => comment.id !== id) }));
    } catch (error) {
      setMessages(error instanceof Failure ? error.messages : [UNREACHABLE]);
    }
  };
  const next = `/login?next=${encodeURIComponent(window.location.pathname)}`;
  return (
    <section className="comments" aria-label="Comments">
      {session.user ? (
        <CommentForm slug={slug} user={session.user} add={(comment) => loaded.change((old) => ({ comments: [comment, ...old.comments] }))} />
      ) : (
        session.state === "unauthenticated" && (
          <p className="invitation">
            <Link href={next}>Sign in</Link> or <Link href={next.replace("/login", "/register")}>sign up</Link> to add comments on this article.
          </p>
        )
      )}
      <Errors messages={messages} />
      {loaded.failure && (
        <p className="soft" role="alert">
          The comments could not be loaded.{" "}
          <button type="button" className="btn btn-sm btn-outline-primary" onClick={loaded.reload}>
            Try again
          </button>
        </p>
      )}
      {comments.map((comment) => (
        <CommentCard key={comment.id} comment={comment} remove={session.user?.username === comment.author.username ? remove : undefined} />
      ))}
    </section>
  );
}

function CommentForm({ slug, user, add }: { slug: string; user: User; add: (comment: Comment) => void }) {
  const [body, setBody] = useState("");
  const { messages, busy, submit } = useForm(async () => {
    const { comment } = await read(api.POST("/api/articles/{slug}/comments/", { params: { path: { slug } }, body: { comment: { body } } }));
    setBody("");
    add(comment);
  });
  return (
    <form onSubmit={submit} noValidate>
      <Errors messages={messages} />
      <div className="card comment-form">
        <div className="card-block">
          <textarea
            className="form-control"
            rows={3}
            placeholder="Write a comment..."
            aria-label="Comment"
            value={body}
            onChange={(event) => setBody(event.target.value)}
          />
        </div>
        <div className="card-footer">
          <Avatar image={user.image} className="comment-author-img" size={30} />
          <button type="submit" className="btn btn-sm btn-primary" aria-busy={busy}>
            Post Comment
          </button>
        </div>
      </div>
    </form>
  );
}

function CommentCard({ comment, remove }: { comment: Comment; remove?: (id: number) => void }) {
  const { author } = comment;
  const path = profilePath(author.username);
  return (
    <div className="card">
      <div className="card-block">
        <p className="card-text">{comment.body}</p>
      </div>
      <div className="card-footer">
        <Link href={path} className="comment-author" tabIndex={-1} aria-hidden="true">
          <Avatar image={author.image} className="comment-author-img" size={24} />
        </Link>
        <Link href={path} className="comment-author">
          {author.username}
        </Link>
        <Day at={comment.createdAt} />
        {remove && (
          <span className="mod-options">
            <button type="button" className="delete-comment" aria-label="Delete this comment" onClick={() => remove(comment.id)}>
              <i className="ion-trash-a" aria-hidden="true">
                <Bin />
              </i>
            </button>
          </span>
        )}
      </div>
    </div>
  );
}
