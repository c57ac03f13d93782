"""Pages for people outside: forms, links of mails. Whatever strangers and machines send gets an answer."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from reif import form_keeping
from reif.records.models import (
    Consent,
    ConsentStep,
    Contact,
    Event,
    FormVersion,
    Installation,
    Message,
    Submission,
    Suppression,
)
from reif.rules import suspicion
from reif.web.outside.stamps import confirm_token, stamp, stamped, withdraw_token
from tests.form_cast import ADA, version
from tests.score.cast import live_model

pytestmark = pytest.mark.django_db
NOW = timezone.now
SLOWLY = timedelta(minutes=1)
TYPED = {"email": ADA, "last_name": "Lovelace", "text": "Bitte zeigen.", "agree": "news"}


@pytest.fixture(autouse=True)
def _a_model() -> None:
    live_model()


@pytest.fixture(name="form")
def _form() -> FormVersion:
    return version(at=NOW())


def stamped_at(ago: timedelta = SLOWLY, slug: str = "demo") -> str:
    return stamp(slug, NOW() - ago)


def post(client: Client, **more: str) -> object:
    return client.post("/f/demo/", {"stamp": stamped_at(), **TYPED, **more})


def test_the_page_is_in_the_language_of_the_form_and_sets_no_cookie(client: Client, form: FormVersion) -> None:
    del form
    answer = client.get("/f/demo/", headers={"Accept-Language": "en"})
    page = answer.content.decode()
    assert '<html lang="de">' in page
    assert "Vorführung vereinbaren" in page
    assert "freiwillig" in page
    assert answer["Content-Language"] == "de"
    assert not answer.cookies
    assert "<script" not in page
    assert "style=" not in page


def test_it_bears_who_answers_for_it(client: Client, form: FormVersion) -> None:
    del form
    Installation.objects.create(id=1, name="Hallstein", imprint="Hafenstr. 4", privacy_url="https://h.example/p")
    page = client.get("/f/demo/").content.decode()
    for said in ("Hallstein", "Hafenstr. 4", "https://h.example/p"):
        assert said in page


def test_what_is_sent_is_taken_and_thanked_for(client: Client, form: FormVersion) -> None:
    del form
    page = client.get("/f/demo/?utm_source=linkedin&utm_campaign=herbst&anonymous_id=anon-ada").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">', page))
    assert stamped(hidden["stamp"], "demo", NOW()).after is not None
    answer = client.post("/f/demo/", {**hidden, **TYPED, "stamp": stamped_at()})
    assert (answer.status_code, answer["Location"]) == (303, "/f/demo/thanks?mail=1")
    assert "E-Mail gesendet" in client.get(answer["Location"]).content.decode()
    submission = Submission.objects.get()
    assert submission.around["campaign"] == {"name": "herbst", "source": "linkedin"}
    assert (submission.around["channel"], submission.around["anonymous_id"]) == ("linkedin", "anon-ada")
    assert submission.around["page"] == "http://testserver/f/demo/"  # without what was asked of it
    assert (submission.state, submission.ip) == ("taken", "127.0.0.0")
    mail = Message.objects.get()
    link = re.search(r"http://testserver(/c/\S+)", mail.text)
    assert link is not None
    assert client.get(link[1]).status_code == 200


def test_errors_by_field_keep_what_was_typed(client: Client, form: FormVersion) -> None:
    del form
    answer = client.post("/f/demo/", {**TYPED, "email": "ada", "stamp": stamped_at(), "utm_source": "x"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="ada"' in page
    assert 'value="Lovelace"' in page
    assert "Bitte zeigen." in page
    assert re.search(r'value="news" checked', page)
    assert 'aria-describedby="field-email-problem"' in page
    assert 'name="utm_source" value="x"' in page
    assert not Submission.objects.exists()


def test_sending_a_page_twice_is_sending_it_once(client: Client, form: FormVersion) -> None:
    del form
    shown = stamped_at()
    answers = [client.post("/f/demo/", {**TYPED, "stamp": shown}) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert (Submission.objects.count(), Event.objects.count(), Message.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"homepage_2": "https://spam.example"}, ["trap"]),
        ({"stamp": ""}, ["no page"]),
        ({"stamp": "forged"}, ["forged"]),
        ({"stamp": "other"}, ["forged"]),
        ({"stamp": "fast"}, ["too fast"]),
        ({"email": "x@mailinator.com"}, ["disposable"]),
    ],
)
def test_spam_sees_the_usual_thanks_and_is_kept_apart(
    client: Client, form: FormVersion, more: dict[str, str], why: list[str]
) -> None:
    del form
    marks = {"other": stamped_at(slug="other"), "fast": stamped_at(timedelta(seconds=1))}
    more = {name: marks.get(value, value) for name, value in more.items()}
    assert client.post("/f/demo/", {"stamp": stamped_at(), **TYPED, **more}).status_code == 303
    submission = Submission.objects.get()
    assert (submission.state, submission.suspicions) == ("quarantined", why)
    assert not Contact.objects.exists()
    assert not Message.objects.exists()


def test_a_page_of_a_site_of_the_form_may_send_without_a_stamp(client: Client, form: FormVersion) -> None:
    del form
    answer = client.post("/f/demo/", TYPED, headers={"Origin": "https://www.firm.example"})
    assert answer.status_code == 303
    again = client.post("/f/demo/", TYPED, headers={"Origin": "https://www.firm.example"})
    assert again.status_code == 303
    assert Submission.objects.get().state == "taken"
    client.post("/f/demo/", {**TYPED, "text": "x"}, headers={"Origin": "https://www.firm.example.evil.example"})
    assert Submission.objects.get(answers__text="x").suspicions == ["no page"]


def test_it_asks_for_no_session_and_for_no_token(form: FormVersion) -> None:
    del form
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/f/demo/", {**TYPED, "stamp": stamped_at()}).status_code == 303


def test_too_much_from_one_network_is_refused_in_words(
    client: Client, form: FormVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    del form
    monkeypatch.setattr(suspicion, "REFUSED_FROM_NETWORK", 1)
    assert post(client).status_code == 303  # type: ignore[attr-defined] # an answer
    answer = client.post("/f/demo/", {**TYPED, "stamp": stamped_at()})
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert "später" in answer.content.decode()
    assert Submission.objects.count() == 1


def test_too_large_is_refused(client: Client, form: FormVersion) -> None:
    del form
    answer = client.post("/f/demo/", {**TYPED, "text": "x" * 110_000, "stamp": stamped_at()})
    assert answer.status_code == 413
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        {"email": ["a@b.example", "c@d.example"], "agree": ["news", "news", "unknown"]},
        {"email": "\0\ud800@x.example".encode("utf-8", "surrogatepass")},
        {"email": ADA, "stamp": "x" * 9000, "anonymous_id": "y" * 9000, "page": "javascript:alert(1)"},
        {f"f{number}": "x" for number in range(500)},
    ],
)
def test_broken_input_gets_an_answer(client: Client, form: FormVersion, body: dict[str, object]) -> None:
    del form
    assert client.post("/f/demo/", body).status_code in (303, 400, 422)


def test_nothing_that_was_typed_is_run(client: Client, form: FormVersion) -> None:
    del form
    nasty = '"><script>alert(1)</script>'
    page = client.post("/f/demo/", {"email": nasty, "text": nasty, "page": nasty, "utm_source": nasty}).content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_behind_a_server_in_front_its_word_counts(client: Client, form: FormVersion, settings: LazySettings) -> None:
    del form
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    post_from = {"X-Forwarded-For": "6.6.6.6, 198.51.100.9"}
    client.post("/f/demo/", {**TYPED, "stamp": stamped_at()}, headers=post_from)
    client.post("/f/demo/", {**TYPED, "stamp": stamped_at()}, headers=post_from, REMOTE_ADDR="8.8.4.4")
    assert list(Submission.objects.order_by("pk").values_list("ip", flat=True)) == ["198.51.100.0", "8.8.4.0"]


def test_only_sites_of_the_form_may_frame_it(client: Client) -> None:
    version(at=NOW())
    version("alone", at=NOW(), sites=())
    framed = client.get("/f/demo/?frame=1")
    assert "frame-ancestors 'self' www.firm.example" in framed["Content-Security-Policy"]
    assert not framed.has_header("X-Frame-Options")
    assert "sheet-firm" not in framed.content.decode()
    alone = client.get("/f/alone/")
    assert "frame-ancestors 'self';" in f"{alone['Content-Security-Policy']};"
    assert alone["X-Frame-Options"] == "SAMEORIGIN"
    assert "script-src 'self'" in framed["Content-Security-Policy"]


def test_it_leads_on_to_a_page_of_its_sites_alone(client: Client) -> None:
    version(at=NOW(), redirect="https://www.firm.example/danke")
    answer = client.post("/f/demo/?next=https://evil.example", {**TYPED, "stamp": stamped_at()})
    assert answer["Location"] == "https://www.firm.example/danke"
    assert "form-action 'self' www.firm.example" in client.get("/f/demo/")["Content-Security-Policy"]


def test_closed_and_unknown_forms(client: Client, form: FormVersion) -> None:
    form_keeping.close(form=form.form, by=None, at=NOW())
    assert client.get("/f/demo/").status_code == 410
    answer = client.post("/f/demo/", {**TYPED, "stamp": stamped_at()})
    assert answer.status_code == 410
    assert "geschlossen" in answer.content.decode()
    assert client.get("/f/nothing/").status_code == 404
    assert not Submission.objects.exists()


def confirmed(client: Client) -> tuple[Submission, Consent]:
    post(client)
    submission = Submission.objects.get()
    assert client.post(f"/c/{confirm_token(submission.pk)}").status_code == 200
    return submission, Consent.objects.get()


def test_looking_at_a_link_confirms_nothing(client: Client, form: FormVersion) -> None:
    del form
    post(client)
    link = f"/c/{confirm_token(Submission.objects.get().pk)}"
    for ask in (client.get, client.head):
        answer = ask(link)
        assert answer.status_code == 200
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"
    assert not ConsentStep.objects.exists()
    assert "Ja, ich möchte den Newsletter." in client.get(link).content.decode()
    answer = client.post(link)
    assert ConsentStep.objects.get().step == "confirmed"
    assert "/w/" in answer.content.decode()


@pytest.mark.parametrize("token", ["x", "ImE:1vA:x", "%00", "1"])
def test_other_tokens_confirm_nothing(client: Client, form: FormVersion, token: str) -> None:
    del form
    post(client)
    for address in (f"/c/{token}", f"/w/{token}"):
        assert client.get(address).status_code in (404, 410)
        assert client.post(address).status_code in (404, 410)
    assert not ConsentStep.objects.exists()


def test_tokens_are_good_for_one_purpose(client: Client, form: FormVersion) -> None:
    del form
    submission, consent = confirmed(client)
    assert client.post(f"/w/{confirm_token(submission.pk)}", {"all": "1"}).status_code == 410
    assert client.post(f"/c/{withdraw_token(consent.pk)}").status_code == 410
    assert client.post(f"/c/{stamped_at()}").status_code == 410


def test_an_old_link_says_so(client: Client, form: FormVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    del form
    post(client)
    with monkeypatch.context() as then:
        then.setattr("time.time", lambda: (NOW() - timedelta(days=8)).timestamp())
        link = f"/c/{confirm_token(Submission.objects.get().pk)}"
    answer = client.post(link)
    assert answer.status_code == 410
    assert not ConsentStep.objects.exists()


def test_withdrawing_by_the_link(client: Client, form: FormVersion) -> None:
    del form
    _, consent = confirmed(client)
    link = f"/w/{withdraw_token(consent.pk)}"
    page = client.get(link).content.decode()
    assert "a…@firm.example" in page
    assert ADA not in page
    assert ConsentStep.objects.count() == 1
    assert "Nichts war angekreuzt" in client.post(link).content.decode()
    assert "Widerrufen." in client.post(link, {"purpose": "newsletter"}).content.decode()
    assert consent.steps.get(step="withdrawn").how == "link in a mail"
    assert "schon widerrufen" in client.post(link, {"purpose": "newsletter"}).content.decode()
    client.post(link, {"all": "1"})
    assert Suppression.objects.get().reason == "objection"


def test_a_program_of_mail_withdraws_with_one_click(form: FormVersion) -> None:
    del form
    strict = Client(enforce_csrf_checks=True)
    _, consent = confirmed(strict)
    answer = strict.post(f"/w/{withdraw_token(consent.pk)}", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert consent.steps.get(step="withdrawn").how == "one click in a mail program"
