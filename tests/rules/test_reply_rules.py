"""What replies ask for, by the rules that come with reif."""

import time
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.rules.reply_rule_file import parse_reply_rules, ready_rules
from reif.rules.reply_rules import Asked, Intent, ReplyRules, asked_in

OFFER, DEMO, CALL, STOP, OBJECTION = Intent


@cache
def ready() -> ReplyRules:
    return parse_reply_rules(ready_rules(), file="default.yaml")


def asked(text: str) -> set[Intent]:
    return {each.intent for each in asked_in(text, ready())}


@pytest.mark.parametrize(
    ("said", "intents"),
    [
        ("Bitte senden Sie uns ein Angebot.", {OFFER}),
        ("Könnten Sie uns bis Freitag ein Angebot\nzukommen lassen?", {OFFER}),
        ("Wir benötigen ein Preisangebot für 20 Stück.", {OFFER}),
        ("Ich hätte gern einen Kostenvoranschlag", {OFFER}),
        ("Wir bitten um ein Angebot über 20 Umrüstsätze.", {OFFER}),
        ("Können Sie uns ein Angebot machen?", {OFFER}),
        ("Was kostet der Umrüstsatz?", {OFFER}),
        ("Schicken Sie uns doch Ihr Angebot zu, danke!", {OFFER}),
        ("Warum nicht, machen Sie uns ein Angebot.", {OFFER}),
        ("Bitte senden Sie uns das Angebot nicht später als Freitag.", {OFFER}),
        ("Am Montag kann ich nicht, bitte schicken Sie vorab ein Angebot.", {OFFER}),
        ("Please send us a quote.", {OFFER}),
        ("Could you give us an offer for 20 pieces?", {OFFER}),
        ("How much is it for ten users?", {OFFER}),
        ("Why don't you send us a proposal?", {OFFER}),
        ("Bitte rufen Sie mich zurück.", {CALL}),
        ("Ich bitte um Rückruf unter 0171 2345678.", {CALL}),
        ("Können wir telefonieren?", {CALL}),
        ("Please call me back tomorrow", {CALL}),
        ("Could we schedule a call?", {CALL}),
        ("Wir möchten gern eine Demo sehen.", {DEMO}),
        ("Können Sie uns das System einmal live zeigen? Wir hätten gern eine Vorführung.", {DEMO}),
        ("I would like to book a demo.", {DEMO}),
        ("Wir brauchen kein Angebot und bitten um Rückruf.", {CALL}),
        ("Bitte ein Angebot für zwei Jahre, und rufen Sie mich dazu bitte an!", {OFFER, CALL}),
        ("Nicht nur die Unterlagen, sondern bitte schicken Sie auch ein Angebot.", {OFFER}),
    ],
)
def test_requests(said: str, intents: set[Intent]) -> None:
    assert asked(said) == intents


@pytest.mark.parametrize(
    "said",
    [
        "Wir brauchen kein Angebot.",
        "Bitte senden Sie uns kein Angebot.",
        "Ein Angebot brauchen wir zurzeit nicht.",
        "Es ist nicht nötig, uns ein Angebot zu senden.",
        "Danke für Ihr Angebot, wir melden uns.",
        "Ihr Angebot haben wir erhalten und senden Ihnen die Bestellung.",
        "Gern unterbreiten wir Ihnen unser Angebot für Suchmaschinenoptimierung.",
        "We do not need a quote.",
        "Please don't send us an offer.",
        "We offer you a great deal and send you our proposal.",
        "Rufen Sie mich bitte nicht mehr an.",
        "Ich rufe Sie morgen an.",
        "Wir haben keine Zeit für eine Demo.",
        "Vielen Dank, das hilft uns weiter.",
        "Thanks, we'll think about it.",
        "Die Demokratie braucht uns.",
        "Bis Montag!",
        "",
    ],
)
def test_what_asks_for_nothing(said: str) -> None:
    assert not asked(said) & {OFFER, DEMO, CALL}


@pytest.mark.parametrize(
    "said",
    [
        "Unsubscribe",
        "Bitte keine weiteren E-Mails!",
        "Bitte schicken Sie mir keine Werbung mehr.",
        "Ich möchte keinen Newsletter mehr erhalten.",
        "Nehmen Sie mich bitte aus Ihrem Verteiler.",
        "Löschen Sie meine Adresse aus Ihrer Datenbank.",
        "Bitte schreiben Sie mir nicht mehr, kontaktieren Sie mich nicht weiter: nicht mehr anschreiben.",
        "Please stop sending me e-mails.",
        "Please remove me from your list",
        "Do not contact me again.",
        "Don't email me again",
        "I want to opt out.",
    ],
)
def test_whoever_wants_to_be_left_alone(said: str) -> None:
    assert STOP in asked(said)


@pytest.mark.parametrize(
    "said",
    [
        "Ich muss mich leider vom Webinar abmelden.",
        "Bitte nicht abmelden, ich lese gern mit.",
        "Wir haben keine Fragen mehr.",
        "Wir melden uns, wenn wir mehr wissen.",
        "Ich habe Ihre E-Mail nicht gleich gesehen.",
        "No, Friday is fine.",
        "Nein danke, kein Interesse.",
    ],
)
def test_whoever_wants_something_else(said: str) -> None:
    assert not asked(said) & {STOP, OBJECTION}


@pytest.mark.parametrize(
    "said",
    [
        "Hiermit widerspreche ich der Verarbeitung meiner Daten.",
        "Ich widerspreche der Nutzung meiner Daten zu Werbezwecken nach Art. 21 DSGVO.",
        "I object to the processing of my data.",
        "I hereby object to profiling.",
    ],
)
def test_objections(said: str) -> None:
    assert OBJECTION in asked(said)


def test_the_sentence_is_told() -> None:
    text = "Guten Tag,\n\nvielen Dank. Bitte senden Sie uns\nein Angebot! Bis dann"
    assert asked_in(text, ready()) == (Asked(OFFER, "Bitte senden Sie uns ein Angebot"),)
    assert len(asked_in("Bitte senden Sie uns ein Angebot " + "x" * 1_000, ready())[0].said) == 300


def test_other_spellings() -> None:
    assert asked("BITTE UM RUECKRUF") == asked("bitte um ru\u0308ckruf") == {CALL}
    assert asked("Ich möchte kein’n Newsletter – don’t email me again") >= {STOP}


@pytest.mark.parametrize(
    "text",
    [
        "angebot " * 3_000,
        "bitte senden sie " * 2_000,
        "a," * 10_000,
        "nicht " * 3_000 + "angebot",
        "kein angebot senden " * 900,
    ],
    ids=range(5),
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()
    asked(text)
    assert time.process_time() - begun < 5


@given(st.text())
def test_no_text_raises(text: str) -> None:
    asked(text)
