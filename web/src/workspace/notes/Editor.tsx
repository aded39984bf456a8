import { Alert, Button, TagsInput } from "@mantine/core";
import { useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useShortcuts } from "../shell/shortcuts";
import { Conflict } from "./Conflict";
import styles from "./Editor.module.css";
import { EditorBar, type Mode } from "./EditorBar";
import { MAX_TITLE } from "./editing/content";
import type { OpenNote } from "./editing/documents";
import { tagsQuery } from "./notes";
import { Preview } from "./Preview";

const MAX_TAGS = 50;

/** One note: its title, its tags, its text with the preview beside it. */
export function Editor({ document }: { document: OpenNote }) {
  const { id, content, state } = useSyncExternalStore(document.subscribe, document.view);
  const [chosen, setMode] = useLocalStorage<Mode>({ key: "ringfence.notes-mode", defaultValue: "both" });
  const isNarrow = useMediaQuery("(max-width: 68em)", false, { getInitialValueInEffect: false });
  const mode = isNarrow && chosen === "both" ? "write" : chosen;
  const title = useRef<HTMLInputElement>(null);
  const tags = useQuery(tagsQuery).data?.results.map((tag) => tag.name) ?? [];
  const isNew = useRef(id === undefined).current;

  useEffect(() => {
    if (isNew) title.current?.focus();
  }, [isNew]);
  useShortcuts([
    { keys: "mod+s", label: "Save now (it saves by itself)", group: "Note", run: () => void document.flush() },
    { keys: "mod+e", label: "Write, or read", group: "Note", run: () => setMode(mode === "read" ? "write" : "read") },
  ]);

  return (
    <article className={styles.editor} aria-label={content.title || "New note"}>
      <EditorBar document={document} mode={mode} setMode={setMode} isNarrow={isNarrow} />
      {state.status === "conflict" ? (
        <Conflict mine={content} theirs={state.theirs} resolve={(one) => void document.resolve(one)} />
      ) : (
        <>
          <Trouble document={document} />
          <input
            ref={title}
            className={styles.title}
            aria-label="Title"
            placeholder="Title"
            maxLength={MAX_TITLE}
            value={content.title}
            onChange={(event) => document.edit({ title: event.currentTarget.value })}
          />
          <TagsInput
            className={styles.tags}
            variant="unstyled"
            size="xs"
            aria-label="Tags"
            placeholder={content.tags.length ? undefined : "Add tags"}
            data={tags}
            value={content.tags}
            maxTags={MAX_TAGS}
            maxLength={50}
            onChange={(next) => document.edit({ tags: next })}
          />
          <div className={styles.text} data-mode={mode}>
            {mode !== "read" && (
              <textarea
                className={styles.body}
                aria-label="Text"
                placeholder="Write in Markdown …"
                value={content.body}
                onChange={(event) => document.edit({ body: event.currentTarget.value })}
              />
            )}
            {mode !== "write" && <Preview body={content.body} />}
          </div>
        </>
      )}
    </article>
  );
}

/** What keeps the note from being saved, and the way out. */
function Trouble({ document }: { document: OpenNote }) {
  const { state } = useSyncExternalStore(document.subscribe, document.view);
  if (state.status === "gone") {
    return (
      <Alert color="red" role="alert" m="md" mb={0} title="This note was deleted elsewhere">
        What you see is still on this page.{" "}
        <Button size="compact-sm" variant="default" onClick={() => void document.saveAsNew()}>
          Save it as a new note
        </Button>
      </Alert>
    );
  }
  if (state.status === "refused") {
    return (
      <Alert color="red" role="alert" m="md" mb={0} title="Not saved">
        {state.sentence}{" "}
        <Button size="compact-sm" variant="default" onClick={() => void document.flush()}>
          Try again
        </Button>
      </Alert>
    );
  }
  return null;
}
