"""What somebody asked the list for, read out of the address. What cannot be is told and left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.http import QueryDict

from reif.records.models import Contact, User
from reif.records.plans import Unindexed
from reif.records.search import matching
from reif.rules.catalogue import CHANNELS
from reif.rules.maturity import GRADES, TEMPERATURES
from reif.rules.stages import Stage, Status

ACTIVE_DAYS = (1, 7, 30, 60, 90, 365)
LONGEST = 200
NOBODY = "none"
ME = "me"
OBJECTED = "objected"
_WORDS: Mapping[str, tuple[str, ...]] = {
    "stage": tuple(Stage),
    "temperature": TEMPERATURES,
    "grade": GRADES,
    "level": ("1", "2", "3", "4"),
    "status": tuple(Status),
    "channel": CHANNELS,
    "profiling": (OBJECTED,),
}
_BY_SCORE = {"temperature", "grade", "level", "low", "high"}
"""Of who objected to profiling nothing of this is known."""
_FILTERED = (*_WORDS.keys() - {"profiling"}, "country", "owner_id", "score", "last_activity_at", "may_be_profiled")


@dataclass(frozen=True, slots=True)
class Filters:
    """`words`: for each column the values of which one must hold. `owners`: ids, "me" or "none". `low`, `high`: points.

    `active_days`: a sign within so many days; `still_days`: none within so many. `wrong`: what was asked and cannot be.
    """

    text: str = ""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    active_days: int | None = None
    still_days: int | None = None
    wrong: tuple[str, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.names())

    def names(self) -> list[str]:
        """Which filters are set, in the order in which they are shown."""
        single = {"low": self.low, "high": self.high, "active": self.active_days, "still": self.still_days}
        return [
            *(["q"] if self.text else []),
            *self.words,
            *(["country"] if self.countries else []),
            *(["owner"] if self.owners else []),
            *(name for name, value in single.items() if value is not None),
        ]

    def without(self, name: str) -> "Filters":
        """The same but for one filter."""
        if name in self.words:
            return replace(self, words={key: value for key, value in self.words.items() if key != name})
        dropped: dict[str, Filters] = {
            "q": replace(self, text=""),
            "country": replace(self, countries=()),
            "owner": replace(self, owners=()),
            "low": replace(self, low=None),
            "high": replace(self, high=None),
            "active": replace(self, active_days=None),
            "still": replace(self, still_days=None),
        }
        return dropped[name]

    def pairs(self) -> list[tuple[str, str]]:
        """What stands in the address."""
        single = {"low": self.low, "high": self.high, "active": self.active_days, "still": self.still_days}
        return [
            *([("q", self.text)] if self.text else []),
            *((name, value) for name, values in self.words.items() for value in values),
            *(("country", value) for value in self.countries),
            *(("owner", value) for value in self.owners),
            *((name, str(value)) for name, value in single.items() if value is not None),
        ]

    def apply(self, contacts: QuerySet[Contact], user: User, at: datetime, by: str = "") -> QuerySet[Contact]:
        """The contacts that were asked for; `by`: the column that they are sorted by, if they are.

        The index of that column holds all that is filtered by (but the text), and is walked until there are enough.
        """
        names = {column: column if column == by else f"plain_{column}" for column in _FILTERED}
        contacts = contacts.alias(**{name: Unindexed(column) for column, name in names.items() if name != column})
        for condition in self._conditions(names, user, at):
            contacts = contacts.filter(condition)
        return matching(contacts, self.text) if self.text else contacts

    def _conditions(self, names: Mapping[str, str], user: User, at: datetime) -> Iterator[Q]:
        for column, values in self.words.items():
            if column != "profiling":
                yield _among(names[column], values)
        if "profiling" in self.words:
            yield Q(**{names["may_be_profiled"]: False})
        if _BY_SCORE.intersection(self.names()):
            yield Q(**{names["may_be_profiled"]: True})
        if self.countries:
            yield _among(names["country"], self.countries)
        if self.owners:
            yield _owned(names["owner_id"], self.owners, user)
        if self.low is not None:
            yield Q(**{f"{names['score']}__gte": self.low - 0.5})
        if self.high is not None:
            yield Q(**{f"{names['score']}__lt": self.high + 0.5})
        active = names["last_activity_at"]
        if self.active_days is not None:
            yield Q(**{f"{active}__gte": at - timedelta(days=self.active_days)})
        if self.still_days is not None:
            yield Q(**{f"{active}__lt": at - timedelta(days=self.still_days)}) | Q(**{active: None})


def read(asked: QueryDict) -> Filters:
    """The filters in the address."""
    wrong: list[str] = []
    words = {name: kept for name, known in _WORDS.items() if (kept := _known(asked, name, known, wrong))}
    owners = tuple(dict.fromkeys(asked.getlist("owner")))
    kept_owners = tuple(owner for owner in owners if owner in (ME, NOBODY) or _is_number(owner, 10**15))
    wrong += [f"owner={owner}" for owner in owners if owner not in kept_owners]
    text = asked.get("q", "").strip()
    if len(text) > LONGEST:
        wrong.append(f"q={text[:20]}…")
        text = ""
    low, high = _whole(asked, "low", 100, wrong), _whole(asked, "high", 100, wrong)
    if low is not None and high is not None and low > high:
        wrong.append(f"low={low}, high={high}")
        high = None
    return Filters(
        text=text.replace("\x00", ""),
        words=words,
        countries=tuple(dict.fromkeys(each[:100] for each in asked.getlist("country") if each and "\x00" not in each)),
        owners=kept_owners,
        low=low,
        high=high,
        active_days=_whole(asked, "active", 36_500, wrong),
        still_days=_whole(asked, "still", 36_500, wrong),
        wrong=tuple(each.replace("\x00", "")[:80] for each in wrong),
    )


def _known(asked: QueryDict, name: str, known: Sequence[str], wrong: list[str]) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(value for value in asked.getlist(name) if value))
    wrong += [f"{name}={value}" for value in given if value not in known]
    return tuple(str(value) for value in known if value in given)


def _whole(asked: QueryDict, name: str, most: int, wrong: list[str]) -> int | None:
    given = asked.get(name, "").strip()
    if not given:
        return None
    if _is_number(given, most):
        return int(given)
    wrong.append(f"{name}={given}")
    return None


def _is_number(given: str, most: int) -> bool:
    return given.isascii() and given.isdigit() and len(given) < 17 and int(given) <= most


def _among(column: str, values: Sequence[str]) -> Q:
    return Q(**{column: values[0]}) if len(values) == 1 else Q(**{f"{column}__in": list(values)})


def _owned(column: str, owners: Sequence[str], user: User) -> Q:
    ids = [user.pk if owner == ME else int(owner) for owner in owners if owner != NOBODY]
    condition = Q(**{f"{column}__in": ids}) if ids else Q()
    return condition | Q(**{column: None}) if NOBODY in owners else condition
