"""The ready model: what a sales lead would say of these people, and what the file may speak of."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from reif.engines.result import Result
from reif.engines.stream import Event, evaluate
from reif.rules.catalogue import CHANNELS, CONTENT_KINDS, attribute_type, event_type
from reif.rules.conditions import AllOf, AnyOf, Comparison, Condition, Not
from reif.rules.model_file import parse
from reif.rules.scoring_model import EventRule, RegularityRule, ScoringModel
from tests.rules.ready_model_page import PAGE, page

TEXT = files("reif.rules").joinpath("models", "b2b-default.yaml").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DECIDER = {"seniority": "director", "budget": 25000}
BEST = DECIDER | {
    "department": "management",
    "employees": 300,
    "industry": "Maschinenbau",
    "country": "DE",
    "timeframe": "now",
    "channel": "referral",
    "email": "ann@works.example",
}
STUDENT = {"title": "Student", "email": "kim@stud.uni.example"}


@pytest.fixture(scope="module")
def model() -> ScoringModel:
    return parse(TEXT, file="b2b-default.yaml")


def ago(days: float, name: str, **properties: object) -> Event:
    return Event(name, NOW - timedelta(days=days), properties)


def each_day(days: range, name: str, **properties: object) -> list[Event]:
    return [ago(day, name, **properties) for day in days]


def score(model: ScoringModel, attributes: dict[str, object], *events: Event) -> Result:
    return evaluate(model, attributes, events, NOW)


def value(result: Result, rule: str) -> float:
    return next((each.value for each in result.contributions if each.rule == rule), 0.0)


def test_a_decision_maker_with_budget_who_asked_for_a_demo_yesterday_is_hot(model: ScoringModel) -> None:
    result = score(model, DECIDER, ago(1, "Demo Requested"))
    assert (result.temperature, result.grade, result.points) == ("hot", "A", 74)
    assert result.fit == 30
    assert value(result, "request") == pytest.approx(45 * 2 ** (-1 / 30))


def test_a_newsletter_subscriber_is_cold_and_with_the_best_fit_not_hot(model: ScoringModel) -> None:
    assert score(model, {}, ago(0, "Newsletter Subscribed")).points == 5
    assert score(model, BEST, ago(0, "Newsletter Subscribed"), ago(0, "Form Submitted")).temperature == "warm"


def test_a_student_with_fifty_page_views_is_cold(model: ScoringModel) -> None:
    views = each_day(range(50), "Page Viewed", path="/pricing")
    result = score(model, STUDENT, *views)
    assert (result.temperature, result.level) == ("cold", 1)
    assert value(result, "pricing_page") == 15
    assert value(result, "visit") == 5
    assert value(result, "student_or_intern") == -20


def test_fifty_pages_in_a_day_are_one_visit(model: ScoringModel) -> None:
    assert score(model, {}, *[ago(0, "Page Viewed", path=f"/blog/{page}") for page in range(50)]).points == 1


def test_the_best_contact_who_has_done_nothing_is_cold(model: ScoringModel) -> None:
    result = score(model, BEST)
    assert (result.temperature, result.grade, result.points) == ("cold", "A", 35)
    assert value(result, "fit_bound") == 35 - 54


def test_behaviour_alone_is_never_hot_and_fit_alone_never_warm(model: ScoringModel) -> None:
    assert model.base == 0
    assert model.engagement.max < model.hot
    assert model.fit.max < model.warm
    assert model.fit.max + model.engagement.max == 100


def test_an_old_burst_fades(model: ScoringModel) -> None:
    def burst(days: float) -> Result:
        acts = ("Webinar Registered", "Webinar Attended", "Content Downloaded", "Form Submitted", "Offer Requested")
        return score(model, DECIDER, *[ago(days, act) for act in acts])

    assert burst(0).temperature == "hot"
    assert burst(30).temperature == "warm"
    assert burst(90).temperature == "cold"
    assert burst(365).points <= 21
    assert burst(365).points < score(model, DECIDER).points


def test_a_request_by_somebody_unknown_is_warm_for_days(model: ScoringModel) -> None:
    assert score(model, {}, ago(0, "Offer Requested")).temperature == "warm"
    assert score(model, {}, ago(5, "Offer Requested")).temperature == "warm"
    assert score(model, {}, ago(6, "Offer Requested")).temperature == "cold"


def test_steady_interest_beats_one_busy_afternoon(model: ScoringModel) -> None:
    weekly = [ago(7 * week + 1, "Email Link Clicked") for week in range(6)]
    busy = [ago(1, "Email Link Clicked") for _ in range(6)]
    assert score(model, {}, *weekly).score > 2 * score(model, {}, *busy).score


def test_opened_and_delivered_mails_change_nothing(model: ScoringModel) -> None:
    mails = each_day(range(60), "Email Opened") + each_day(range(60), "Email Delivered")
    assert score(model, DECIDER, *mails) == score(model, DECIDER)
    quiet = ago(70, "Newsletter Subscribed")
    assert score(model, DECIDER, quiet, *mails).score == score(model, DECIDER, quiet).score
    assert value(score(model, DECIDER, quiet, *mails), "gone_quiet") == -5


@pytest.mark.parametrize(
    ("event", "rule", "points"),
    [
        (ago(0, "Email Marked as Spam"), "spam_complaint", -100),
        (ago(0, "Newsletter Unsubscribed", list="news"), "unsubscribed", -15),
        (ago(0, "Unsubscribed"), "unsubscribed", -15),
        (ago(0, "Job Page Viewed", path="/jobs/1"), "job_page", -8),
        (ago(0, "Email Bounced"), "bounced", -5),
        (ago(0, "Email Replied", sentiment="negative"), "negative_reply", -15),
        (ago(0, "Email Replied", sentiment="positive"), "reply", 12),
        (ago(0, "Email Replied"), "reply", 12),
        (ago(0, "Webinar Attended", minutes=45), "webinar_attended", 12),
        (ago(0, "Webinar Attended", minutes="4"), "webinar_attended", 0),
        (ago(0, "Content Downloaded", kind="case"), "content", 6),
        (ago(0, "Content Downloaded", kind="blog_post"), "blog_post", 2),
        (ago(0, "Content Downloaded", kind="blog_post"), "content", 0),
        (ago(0, "Page Viewed", path="/de/preise"), "pricing_page", 5),
        (ago(0, "Page Viewed", path="/about"), "pricing_page", 0),
    ],
)
def test_single_acts(model: ScoringModel, event: Event, rule: str, points: float) -> None:
    assert value(score(model, DECIDER, event), rule) == points


def test_after_a_complaint_nothing_is_left(model: ScoringModel) -> None:
    result = score(model, BEST, ago(3, "Demo Requested"), ago(1, "Email Marked as Spam"))
    assert (result.points, result.temperature) == (0, "cold")


@pytest.mark.parametrize(
    ("attributes", "rule", "points"),
    [
        ({"decision_role": "decider"}, "decision_maker", 18),
        ({"decision_role": "decider", "seniority": "manager"}, "influencer", 0),
        ({"seniority": "Manager"}, "influencer", 9),
        ({"budget": "10000"}, "budget_fits", 12),
        ({"budget": "10000"}, "budget_small", 0),
        ({"budget": 9999.99}, "budget_small", 5),
        ({"budget": "10.000"}, "budget_fits", 0),
        ({"employees": 1000}, "company_size", 5),
        ({"employees": 1001}, "company_large", 3),
        ({"employees": 9}, "company_tiny", -4),
        ({"country": "de"}, "region", 3),
        ({"industry": "Sondermaschinenbau GmbH"}, "sector", 3),
        ({"timeframe": "none"}, "timeframe_none", -5),
        ({"channel": "ads"}, "channel_personal", 0),
        ({"email": "kim@GMX.de "}, "private_mailbox", -8),
        ({"email": "kim@works.example"}, "private_mailbox", 0),
        ({"title": "Werkstudentin Vertrieb"}, "student_or_intern", -20),
    ],
)
def test_single_facts(model: ScoringModel, attributes: dict[str, object], rule: str, points: float) -> None:
    assert value(score(model, attributes), rule) == points


def test_a_competitor_is_excluded(model: ScoringModel) -> None:
    assert score(model, BEST | {"company_domain": "competitor.example"}).excluded == "competitor"


def test_the_model_speaks_the_words_of_the_catalogue(model: ScoringModel) -> None:
    for name in model.attribute_fields():
        assert attribute_type(name), name
    for rule in model.engagement.rules:
        kinds = [event_type(name) for name in rule.events]
        assert all(kinds), rule.id
        where = rule.where if isinstance(rule, EventRule) else None
        for field, _ in operands(where):
            assert any(kind and field in kind.properties for kind in kinds), (rule.id, field)


def test_the_model_asks_only_for_values_that_there_are(model: ScoringModel) -> None:
    choices = {"channel": CHANNELS, "kind": CONTENT_KINDS}
    for condition in [rule.when for rule in model.fit.rules] + [
        getattr(rule, "where", None) for rule in model.engagement.rules
    ]:
        for field, operand in operands(condition):
            attribute = attribute_type(field)
            known = choices.get(field) or (attribute.values if attribute else ())
            assert not known or operand in known, (field, operand)


def test_every_act_that_gives_points_keeps_a_lead_from_being_quiet(model: ScoringModel) -> None:
    [regular] = [rule for rule in model.engagement.rules if isinstance(rule, RegularityRule)]
    giving = {
        name
        for rule in model.engagement.rules
        if isinstance(rule, EventRule) and rule.points > 0
        for name in rule.events
    }
    assert giving <= set(regular.events)
    assert not any(name.startswith("Email ") and name not in giving for name in regular.events)


def test_labels_are_there_in_both_languages(model: ScoringModel) -> None:
    for rule in (*model.fit.rules, *model.engagement.rules, *model.exclude):
        assert set(rule.label.texts) == {"en", "de"}, rule.id


def operands(condition: Condition | None) -> Iterator[tuple[str, object]]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from operands(part)
        case Not(part):
            yield from operands(part)
        case Comparison(field, "equals" | "in", operand):
            for each in operand if isinstance(operand, tuple) else (operand,):
                yield field, each
        case Comparison(field):
            yield field, ""


def test_the_page_that_explains_the_model_is_up_to_date() -> None:
    """If not: `python -m tests.rules.ready_model_page` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == page(TEXT)


def test_the_page_has_every_rule_with_its_points_and_a_reason(model: ScoringModel) -> None:
    rows = [line.split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    told = {cells[0].partition("<br>")[0].strip("| `"): cells for cells in rows}
    for rule in (*model.fit.rules, *model.engagement.rules):
        assert told[rule.id][1] == f"{rule.points:+g}"
        assert len(told[rule.id][-1]) > 20
    assert set(told) >= {rule.id for rule in model.exclude}
