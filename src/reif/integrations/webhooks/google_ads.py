"""Leads of forms under ads of Google, which its webhook sends one by one.

The form of a request: developers.google.com/google-ads/webhook/docs/implementation. It bears `google_key`, a word that
whoever set up the form chose: the write key of the source.
"""

from collections.abc import Iterator

from reif.integrations.tracking.call import Call, Unusable
from reif.integrations.tracking.segment import check_object, check_size, text
from reif.integrations.webhooks.lead import Lead

SYSTEM = "google-ads"
_KEY = "google_key"
_FIELDS = {
    "FULL_NAME": "name",
    "FIRST_NAME": "first_name",
    "LAST_NAME": "last_name",
    "EMAIL": "email",
    "WORK_EMAIL": "email",
    "PHONE_NUMBER": "phone",
    "WORK_PHONE": "phone",
    "COMPANY_NAME": "company",
    "JOB_TITLE": "title",
    "CITY": "city",
    "REGION": "region",
    "COUNTRY": "country",
    "POSTAL_CODE": "postal_code",
    "STREET_ADDRESS": "street",
}
_COMES_FIRST = ("WORK_EMAIL", "WORK_PHONE")
_CAMPAIGN = {"campaign_id": "name", "adgroup_id": "term", "creative_id": "content", "gcl_id": "gclid"}


def calls(said: object) -> Iterator[tuple[object, Call | Unusable]]:
    """The lead as it was said, with what it means: two calls, or why it cannot be used. Raises segment.NotACall."""
    body = check_object(said)
    sent = body.get("batch", [body])  # as it is read again out of quarantine
    for each in map(_without_key, sent if isinstance(sent, list) else [body]):
        try:
            lead = _lead(check_object(each))
        except Unusable as problem:
            yield each, problem
        else:
            for call in lead.calls():
                yield each, call


def _without_key(said: object) -> object:
    """What is kept where it cannot be used must not hold the key."""
    return {name: value for name, value in said.items() if name != _KEY} if isinstance(said, dict) else said


def _lead(said: dict[str, object]) -> Lead:
    check_size(said)
    if said.get("is_test") is True:
        raise Unusable("a test lead of Google Ads: it came through, and nobody is made of it")
    number = text(said.get("lead_id"))
    if not number:
        raise Unusable("the lead has no lead_id")
    answers = _answers(said.get("user_column_data"))
    traits = {_FIELDS[name]: answers[name] for name in (*reversed(_FIELDS), *_COMES_FIRST) if answers.get(name)}
    own = {name: value for name, value in answers.items() if name not in _FIELDS}
    form = text(said.get("form_id"))
    campaign = {ours: found for name, ours in _CAMPAIGN.items() if (found := text(said.get(name)))}
    return Lead(
        system=SYSTEM,
        id=number,
        traits=traits,
        properties={**own, "form": f"Google Ads {form}".strip()},
        campaign={"source": "google", "medium": "cpc", **campaign},
    )


def _answers(columns: object) -> dict[str, str]:
    """By the id of the question; of one without an id by its text."""
    if not isinstance(columns, list):
        raise Unusable("user_column_data is no list")
    found: dict[str, str] = {}
    for each in columns:
        if isinstance(each, dict):
            name, value = text(each.get("column_id")) or text(each.get("column_name")), text(each.get("string_value"))
            if name and value:
                found.setdefault(name, value)
    return found
