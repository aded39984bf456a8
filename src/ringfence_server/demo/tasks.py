"""The demo's tasks: some forty, done and open, over the past and coming weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from ringfence_server.demo import rows
from ringfence_server.tasks.models import Priority, Tag, Task, TaskTag
from ringfence_server.tasks.serializers import TaskSerializer


class Thing(NamedTuple):
    """Something to do: days from today until it is due (None: whenever), its priority, its tags, what it is about."""

    due: int | None
    priority: Priority
    tags: str
    title: str
    description: str = ""


LOW, NORMAL, HIGH = Priority.LOW, Priority.NORMAL, Priority.HIGH

OPEN = [
    Thing(0, HIGH, "work", "Send the quarterly numbers to Priya", "The table and two sentences, no more."),
    Thing(0, NORMAL, "home", "Take out the paper"),
    Thing(1, HIGH, "work", "Review the pull request about page sizes"),
    Thing(1, NORMAL, "home shopping", "Buy flour and lemons"),
    Thing(2, NORMAL, "health", "Call the dentist", "They answer between 8 and 10."),
    Thing(3, HIGH, "money", "Pay the electricity bill"),
    Thing(3, LOW, "garden", "Sow the spinach"),
    Thing(5, NORMAL, "work", "Prepare the talk about names", "Three examples and one counterexample."),
    Thing(6, NORMAL, "family", "Wrap the present for Mira"),
    Thing(7, LOW, "bike", "Replace the chain"),
    Thing(9, NORMAL, "work", "Write the note on lost updates"),
    Thing(10, HIGH, "travel", "Renew the passport", "Photographs: not older than six months."),
    Thing(13, NORMAL, "home", "Ask the landlord about the cellar"),
    Thing(16, LOW, "books", "Bring the library books back"),
    Thing(20, NORMAL, "travel", "Book the train to the coast"),
    Thing(27, HIGH, "money", "Hand in the tax return"),
    Thing(34, LOW, "cat", "Vaccination"),
    Thing(45, NORMAL, "work", "Plan the team day"),
    Thing(-1, HIGH, "work", "Answer the customer about the export"),
    Thing(-3, NORMAL, "home", "Mend the handle of the drawer"),
    Thing(-8, LOW, "garden", "Cut back the roses"),
    Thing(None, LOW, "ideas", "Learn the chord of B flat"),
    Thing(None, NORMAL, "home", "Sort the photographs of last summer"),
    Thing(None, LOW, "books", "Read book three of Middlemarch"),
    Thing(None, LOW, "", "Find out what the third key is for"),
]
DONE = [
    Thing(-1, NORMAL, "shopping", "Order coffee beans"),
    Thing(-2, HIGH, "work", "Release 2.4", "Changelog, tag, mail to everyone."),
    Thing(-4, NORMAL, "family", "Call grandmother"),
    Thing(-5, LOW, "home", "Descale the kettle"),
    Thing(-7, HIGH, "money", "Transfer the rent"),
    Thing(-9, NORMAL, "work", "Interview on Tuesday", "Room 3, with Tomasz."),
    Thing(-12, NORMAL, "health", "Blood test"),
    Thing(-14, LOW, "bike", "Pump up the tyres"),
    Thing(-18, NORMAL, "travel", "Choose seats for the train"),
    Thing(-21, HIGH, "work", "Move the nightly job to the new host"),
    Thing(-25, NORMAL, "home", "Change the smoke detector's battery"),
    Thing(-30, LOW, "garden", "Turn the compost"),
    Thing(-37, HIGH, "money", "Cancel the old insurance"),
    Thing(None, LOW, "books", "Make a shelf for the atlases"),
    Thing(None, NORMAL, "cat", "Find a sitter for July"),
]
DELETED = [Thing(-11, LOW, "ideas", "Knit a scarf"), Thing(4, LOW, "", "Something about the thing")]


def make() -> int:
    """Make the tasks as the acting owner's; return how many are there to be seen."""
    things = [*DONE, *OPEN, *DELETED]
    names = sorted({name for thing in things for name in thing.tags.split()})
    Tag.objects.bulk_create([Tag(name=name) for name in names], ignore_conflicts=True)
    tags = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    made = []
    for number, thing in enumerate(things):
        due = None if thing.due is None else timezone.localdate() + timedelta(days=thing.due)
        task = Task(title=thing.title, description=thing.description, priority=thing.priority, due=due)
        task.completed = thing in DONE
        task.save()
        # Thought of some days before it was due, and never in the future.
        task.created_at = rows.days_ago(max(0, -(thing.due or 0)) + 2 + number % 9, 7 + number % 14, number * 11 % 60)
        task.updated_at = rows.days_ago(max(0, -(thing.due or 0)), 6) if task.completed else task.created_at
        made.append((thing, task))
    rows.date_back((task for _, task in made), "created_at", "updated_at")
    rows.link(TaskTag, ({"task": task, "tag": tags[name]} for thing, task in made for name in thing.tags.split()))
    rows.throw_away((task for thing, task in made if thing in DELETED), TaskSerializer)
    return len(OPEN) + len(DONE)
