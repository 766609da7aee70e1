"""Actor 经办人: who acts, for which agency, with which roles. Every deed takes one as ``by``."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from duban.domain.enforcement_capacity import EnforcementCapacity
from duban.domain.permissions import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work. ``subordinates`` are the agencies below the own one; ``reads`` all it may look into."""

    id: UUID
    username: str
    name: str
    agency: str  # agency code
    roles: frozenset[Role]
    capacity: EnforcementCapacity
    subordinates: tuple[str, ...] = ()

    @property
    def reads(self) -> tuple[str, ...]:
        """Own agency and everything below it; row security adds what was shared."""
        return (self.agency, *self.subordinates)
