"""The demo's notes: some thirty, in Markdown, with tags."""

from __future__ import annotations

from ringfence_server.demo import rows
from ringfence_server.notes.models import Note, NoteTag, Tag
from ringfence_server.notes.serializers import NoteSerializer


def make() -> int:
    """Make the notes as the acting owner's; return how many are there to be seen."""
    texts = rows.texts("notes.txt")
    names = sorted({name for text in texts for name in text.tags})
    Tag.objects.bulk_create([Tag(name=name) for name in names], ignore_conflicts=True)
    tags = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    notes = [
        Note(title=text.title, body=text.body, pinned=text.mark == "pinned", archived=text.mark == "archived")
        for text in texts
    ]
    # The oldest first, so that ids grow with time as they do elsewhere.
    order = sorted(zip(texts, notes, strict=True), key=lambda pair: -pair[0].days)
    for text, note in order:
        note.save()
        note.created_at = note.updated_at = rows.days_ago(text.days, 8 + text.days % 12, text.days * 7 % 60)
    rows.date_back((note for _, note in order), "created_at", "updated_at")
    rows.link(NoteTag, ({"note": note, "tag": tags[name]} for text, note in order for name in text.tags))
    thrown = [note for text, note in order if text.mark == "deleted"]
    rows.throw_away(thrown, NoteSerializer)
    return len(texts) - len(thrown)
