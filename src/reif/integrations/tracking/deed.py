"""What a call says was done, and by what way whoever did it had come."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reif.integrations.tracking.call import Call, Type
from reif.rules.channels import campaign_in, channel_of
from reif.rules.written_values import event_name

_PAGE, _SCREEN = "Page Viewed", "Screen Viewed"
_OF_PAGE = ("path", "title", "referrer", "url", "search")


@dataclass(frozen=True, slots=True)
class Deed:
    """`event`: its name; empty for a call that only says who somebody is. `url`, `referrer`: of the page, or empty.

    `user_agent`: what the client says of the browser; empty if nothing. `is_automated`: the browser says that a program
    steers it. `began`: message ids of what the same view of a page sent before it could say whose it was.
    """

    event: str = ""
    properties: Mapping[str, object] = field(default_factory=dict)
    url: str = ""
    referrer: str = ""
    campaign: Mapping[str, str] = field(default_factory=dict)
    user_agent: str = ""
    is_automated: bool = False
    began: tuple[str, ...] = ()

    @property
    def is_of_a_page(self) -> bool:
        """Whether it is known by what way they came, if only that nothing led them."""
        return bool(self.campaign or self.url or self.referrer)

    @property
    def channel(self) -> str:
        """By which they came; empty where it is not known."""
        return channel_of(self.campaign) if self.campaign or self.url else ""

    def stored_properties(self) -> dict[str, object]:
        """With what the event's own columns do not hold of the campaign."""
        more = {name: value for name, value in self.campaign.items() if name != "name"}
        return {**self.properties, **({"campaign": more} if more else {})}


def deed_of(call: Call) -> Deed:
    """What was done; names of the catalogue in its own words."""
    page = call.context.get("page")
    page = page if isinstance(page, dict) else {}
    event, properties = _named(call, page)
    url, referrer = (_text(properties, page, name) for name in ("url", "referrer"))
    agent = call.context.get("userAgent") or call.context.get("user_agent")
    agent = agent if isinstance(agent, str) else ""
    campaign = campaign_in(call.context, url)
    return Deed(event, properties, url, referrer, campaign, agent, call.context.get("automated") is True, _began(call))


def _named(call: Call, page: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
    match call.type:
        case Type.TRACK:
            return str(event_name(call.event)), call.properties
        case Type.PAGE:
            around = {name: page[name] for name in _OF_PAGE if page.get(name)}
            return _PAGE, {**around, **({"name": call.event} if call.event else {}), **call.properties}
        case Type.SCREEN:
            return _SCREEN, {**({"name": call.event} if call.event else {}), **call.properties}
    return "", {}


def _text(properties: Mapping[str, object], page: Mapping[str, object], name: str) -> str:
    value = properties.get(name) or page.get(name)
    return value if isinstance(value, str) else ""


def _began(call: Call) -> tuple[str, ...]:
    said = call.context.get("began")
    return tuple(each for each in said if isinstance(each, str)) if isinstance(said, list) else ()
