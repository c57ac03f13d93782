"""A lead that another system brings, as the calls that say so: who it is, and that a form was sent."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reif.integrations.tracking.call import Call, Type

SUBMITTED = "Form Submitted"
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Lead:
    """`id`: by which its system names it, so that what comes twice is one; empty: it has none. `campaign`: as in a
    call's context. `occurred_at`: None where it does not say.
    """

    system: str
    id: str
    traits: Mapping[str, object]
    event: str = SUBMITTED
    properties: Mapping[str, object] = field(default_factory=dict)
    campaign: Mapping[str, object] = field(default_factory=dict)
    user_id: str = ""
    occurred_at: datetime | None = None

    def calls(self) -> Iterator[Call]:
        """Who has neither an e-mail nor an id is named by the number of the lead, or by its words."""
        own = f"{self.system}-{self.id or self._fingerprint()}"
        email = self.traits.get("email")
        named = self.user_id or ("" if email else own)
        context: dict[str, object] = {"campaign": self.campaign} if self.campaign else {}
        if email:
            context["traits"] = {"email": email}
        yield Call(
            Type.IDENTIFY,
            user_id=named,
            anonymous_id=own,
            traits=self.traits,
            context=context,
            occurred_at=self.occurred_at,
        )
        yield Call(
            Type.TRACK,
            user_id=named,
            anonymous_id=own,
            event=self.event,
            properties=self.properties,
            context=context,
            message_id=f"{own}-{self.event}" if self.id else "",
            occurred_at=self.occurred_at,
        )

    def _fingerprint(self) -> str:
        said = json.dumps([self.user_id, dict(self.traits)], sort_keys=True, default=str)
        return hashlib.sha256(said.encode(errors="replace")).hexdigest()[:_SHOWN]
