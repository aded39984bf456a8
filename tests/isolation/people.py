"""Who acts: two people with accounts and a visitor, each with words that nobody else writes."""

from __future__ import annotations

import itertools
import re
import secrets
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

# A whole word is the mark of its writer and a number; half of one is a leak as well.
WORD = re.compile(r"zq([0-9a-f]{8})(?:n[0-9]+q)?")


@dataclass(eq=False)
class Somebody:
    """A person with an account, or a visitor, who has none.

    ``known`` are the ids that the person's answers held, by collection; ``secret`` what no answer to anybody else
    may hold beside the words; ``never`` what no answer at all may hold.
    """

    name: str
    is_visitor: bool = False
    mark: str = field(default_factory=lambda: secrets.token_hex(4))
    id: int = 0
    username: str = ""
    email: str = ""
    password: str = ""
    access: str | None = None
    refresh: str = ""
    personal: tuple[int, str] | None = None
    recovery_codes: list[str] = field(default_factory=list)
    totp: str | None = None
    is_closed: bool = False
    is_published: bool = False
    known: dict[str, dict[Any, None]] = field(default_factory=lambda: defaultdict(dict))
    secret: set[str] = field(default_factory=set)
    never: set[str] = field(default_factory=set)
    dead: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    _numbers: Any = field(default_factory=itertools.count, repr=False)

    def __str__(self) -> str:
        return self.name

    def word(self) -> str:
        """A new word of this person's."""
        return f"zq{self.mark}n{next(self._numbers)}q"

    def address(self) -> str:
        """A new address for mails."""
        return f"{self.word()}@example.org"

    def new_password(self) -> str:
        """A new password: unlike any name, and in no answer ever."""
        made = f"pw-{secrets.token_hex(12)}"
        self.never.add(made)
        return made

    def hide(self, *values: str) -> None:
        """Keep ``values`` for the person alone."""
        self.secret.update(value for value in values if value)

    def bury(self) -> None:
        """The access token is dead from now on."""
        if self.access:
            self.dead.append(self.access)
        self.access = None
