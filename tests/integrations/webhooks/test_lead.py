"""A lead as calls."""

from reif.integrations.webhooks.lead import Lead


def test_without_a_number_it_may_come_again() -> None:
    who, what = Lead("lead", "", {"email": "ada@krane.example"}).calls()
    assert (who.user_id, what.message_id) == ("", "")
    assert who.anonymous_id == what.anonymous_id
    [other, _] = Lead("lead", "", {"email": "vera@krane.example"}).calls()
    assert other.anonymous_id != who.anonymous_id


def test_an_id_of_its_own_names_the_person() -> None:
    who, what = Lead("lead", "9", {"email": "ada@krane.example"}, user_id="crm-7").calls()
    assert (who.user_id, what.user_id, what.message_id) == ("crm-7", "crm-7", "lead-9-Form Submitted")
