import { type KeyboardEvent, useState } from "react";
import { api, read } from "../api";
import { Private } from "../guards";
import { go, useTitle } from "../navigation";
import { Errors } from "../parts/Errors";
import { Field, TextField } from "../parts/Field";
import { Cross } from "../parts/Icons";
import { Link } from "../parts/Link";
import { articlePath } from "../routes";
import { useSession } from "../session";
import type { Article } from "../types";
import { useForm } from "../useForm";
import { keyFor, useLoaded } from "../useLoaded";

/** Write an article, or change the one called `slug`. */
export default function Editor({ slug }: { slug?: string }) {
  useTitle(slug ? "Edit article" : "New article");
  return <Private>{() => (slug === undefined ? <Form /> : <Existing slug={slug} />)}</Private>;
}

function Existing({ slug }: { slug: string }) {
  const session = useSession();
  // Loaded once: what is being written must not be replaced by what is stored.
  const [key] = useState(() => keyFor(session, slug));
  const loaded = useLoaded(key, (signal) => read(api.GET("/api/articles/{slug}/", { params: { path: { slug } }, signal })));
  if (loaded.failure) {
    return (
      <div className="container page narrow">
        <h1>This article cannot be edited</h1>
        <Errors messages={loaded.failure.messages} />
        <Link href="/">To the articles</Link>
      </div>
    );
  }
  return loaded.data ? <Form article={loaded.data.article} /> : <div className="container page narrow skeleton" />;
}

function Form({ article }: { article?: Article }) {
  const [title, setTitle] = useState(article?.title ?? "");
  const [description, setDescription] = useState(article?.description ?? "");
  const [body, setBody] = useState(article?.body ?? "");
  const [tags, setTags] = useState<string[]>([...(article?.tagList ?? [])]);
  const [tag, setTag] = useState("");
  const { messages, busy, submit } = useForm(async () => {
    // A tag that was typed and not entered is meant all the same.
    const content = { title, description, body, tagList: withTag(tags, tag) };
    const { article: stored } = await read(
      article
        ? api.PUT("/api/articles/{slug}/", { params: { path: { slug: article.slug } }, body: { article: content } })
        : api.POST("/api/articles/", { body: { article: content } }),
    );
    go(articlePath(stored.slug));
  });
  const enter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    setTags(withTag(tags, tag));
    setTag("");
  };
  return (
    <div className="editor-page container page narrow">
      <h1>{article ? "Edit Article" : "New Article"}</h1>
      <form onSubmit={submit} noValidate>
        <Errors messages={messages} />
        <Field label="Title" name="title" value={title} onChange={(event) => setTitle(event.target.value)} />
        <Field label="What’s it about?" name="description" value={description} onChange={(event) => setDescription(event.target.value)} />
        <TextField
          label="Text"
          name="body"
          rows={12}
          hint="In Markdown: # a title, **bold**, - a list, [a link](https://…)."
          value={body}
          onChange={(event) => setBody(event.target.value)}
        />
        <Field
          label="Tags"
          name="tags"
          placeholder="Enter tags"
          autoComplete="off"
          hint="Enter adds one."
          value={tag}
          onChange={(event) => setTag(event.target.value)}
          onKeyDown={enter}
        />
        <div className="tag-list" role="group" aria-label="Tags of the article">
          {tags.map((name) => (
            <span key={name} className="tag-default tag-pill">
              <button type="button" className="remove-tag" aria-label={`Remove ${name}`} onClick={() => setTags(tags.filter((other) => other !== name))}>
                <i className="ion-close-round" aria-hidden="true">
                  <Cross />
                </i>
              </button>
              {name}
            </span>
          ))}
        </div>
        <button type="submit" className="btn btn-primary" aria-busy={busy}>
          Publish Article
        </button>
      </form>
    </div>
  );
}

/** `tags` with `tag` at the end, once. */
function withTag(tags: string[], tag: string): string[] {
  const name = tag.trim();
  return !name || tags.includes(name) ? tags : [...tags, name];
}
