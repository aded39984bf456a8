"""All breakages, by what they break."""

from __future__ import annotations

from tests.mutants import accounts, api, database, lane, ownership
from tests.mutants.mutant import Mutant

AREAS: dict[str, tuple[Mutant, ...]] = {
    "The query and its scope": ownership.MUTANTS,
    "The database": database.MUTANTS,
    "Tokens, sessions, log-ins": accounts.MUTANTS,
    "Bodies, parameters, related rows": api.MUTANTS,
    "The short way and compiled reads": lane.MUTANTS,
}
MUTANTS: tuple[Mutant, ...] = tuple(mutant for area in AREAS.values() for mutant in area)
