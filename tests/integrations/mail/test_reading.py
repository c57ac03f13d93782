"""What is read of messages, and what is made of those that are made to harm."""

import time
import tracemalloc
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.integrations.mail.mail import Address, Attachment, Complaint, Failure, Kind, Mail, Unreadable
from reif.integrations.mail.parsing import LARGEST
from reif.integrations.mail.reading import read
from tests.integrations.mail.letters import AT, OURS, THEIRS, bounce, complaint, letter, out_of_office

_NAMES = """From To Subject Date Message-ID References Content-Type Content-Disposition Content-Transfer-Encoding Status
Action Final-Recipient Feedback-Type Return-Path"""
NAMES = _NAMES.split()
VALUES = [
    "multipart/report; boundary=b",
    "message/delivery-status",
    "message/rfc822",
    "message/feedback-report",
    "text/html; charset=utf-7",
    "text/plain; charset*=x'y'z",
    "attachment; filename*0*=utf-8''%41; filename*1=b",
    "base64",
    "x-uuencode",
    "rfc822; a@b.example",
    "MAILER-DAEMON@x.example",
    "<>",
    "failed",
]


def mail(raw: bytes, **more: object) -> Mail:
    found = read(raw, **more)  # type: ignore[arg-type] # of each test's own
    assert isinstance(found, Mail), found
    return found


def test_an_answer() -> None:
    raw = letter(
        "Ja, gern.\n\nViele Grüße\nMax\n\nAm 23.11.26 um 10:12 schrieb Anna:\n> Hallo",
        In_Reply_To="<campaign-7@reif.example>",
        References="<first@reif.example> <campaign-7@reif.example>",
        Cc="Anna <anna@reif.example>",
    )
    found = mail(raw)
    assert found == Mail(
        kind=Kind.REPLY,
        sender=Address(THEIRS, "Max Muster"),
        recipients=(Address(OURS), Address("anna@reif.example", "Anna")),
        subject="AW: Ihr Interesse",
        sent_at=AT,
        message_id="answer-1@krane.example",
        in_reply_to="campaign-7@reif.example",
        references=("first@reif.example", "campaign-7@reif.example"),
        text=found.text,
        reply="Ja, gern.",
    )
    assert "> Hallo" in found.text


def test_languages() -> None:
    assert mail(letter("Bitte senden Sie uns die Unterlagen, danke.")).language == "de"
    assert mail(letter("Please send us the papers, thank you.")).language == "en"
    assert mail(b"Content-Language: de-DE\n" + letter("ok")).language == "de"
    assert mail(letter("ok")).language == ""


class TestHtml:
    """Of HTML only what a person reads is left."""

    def test_text_is_preferred(self) -> None:
        assert mail(letter("Ja", html="<p>Nein</p>")).text == "Ja"

    def test_it_becomes_text(self) -> None:
        html = (
            "<html><head><title>t</title><style>p{}</style></head><body onload=x()><p>Guten Tag,</p><p>ja&nbsp;gern<br>"
            "Zeile</p><ul><li>20 Stück</li><li>30 Stück</li></ul><script>alert(1)</script><img src=http://evil.example/p>"
            "<table><tr><td>a</td><td>b</td></tr></table><a href='javascript:x'>Klick</a>"
            "<p>Am 23.11.26 schrieb Anna:</p><blockquote type=cite><div>Hallo</div><blockquote>tief</blockquote>"
            "</blockquote></body></html>"
        )
        found = mail(letter(" ", html=html))
        assert found.reply == "Guten Tag,\n\nja gern\nZeile\n\n- 20 Stück\n- 30 Stück\na b\nKlick"
        assert "> Hallo\n> > tief" in found.text
        assert not any(word in found.text for word in ("alert", "evil", "javascript", "p{}", "<"))

    @pytest.mark.parametrize(
        "html",
        [
            "<div>" * 100_000,
            "<blockquote>" * 30_000 + "x",
            "<!" * 200_000,
            "<a " * 100_000,
            "&" * 500_000,
            "<" * 500_000,
        ],
        ids=["div", "blockquote", "declaration", "attributes", "entities", "angles"],
    )
    def test_it_is_bounded(self, html: str) -> None:
        begun = time.process_time()
        raw = b"From: a@b.example\nContent-Type: text/html\n\n" + html.encode()
        assert len(mail(raw).text) <= 200_000
        assert time.process_time() - begun < 5


def test_attachments_are_listed_and_never_read() -> None:
    message = EmailMessage()
    message["From"] = THEIRS
    message.set_content("Anbei.")
    message.add_attachment(b"%PDF" * 100, maintype="application", subtype="pdf", filename="../../Angebot.pdf")
    message.add_attachment("<script>alert(1)</script>", subtype="html", filename="x.html")
    message.add_attachment(letter("Weitergeleitet"), maintype="application", subtype="octet-stream")
    found = mail(message.as_bytes())
    assert found.text == "Anbei."
    assert [each.type for each in found.attachments] == ["application/pdf", "text/html", "application/octet-stream"]
    assert found.attachments[0] == Attachment("../../Angebot.pdf", "application/pdf", 400)


class TestKinds:
    """What a message is."""

    def test_out_of_office(self) -> None:
        found = mail(out_of_office())
        assert (found.kind, found.returns_on) == (Kind.AUTOMATIC, date(2026, 12, 6))

    @pytest.mark.parametrize(
        ("headers", "kind"),
        [
            ({"Auto_Submitted": "auto-replied (vacation)"}, Kind.AUTOMATIC),
            ({"Auto_Submitted": "auto-generated"}, Kind.AUTOMATIC),
            ({"Auto_Submitted": "no"}, Kind.REPLY),
            ({"X_Autoreply": "yes"}, Kind.AUTOMATIC),
            ({"X_Auto_Response_Suppress": "All"}, Kind.AUTOMATIC),
            ({"Precedence": "auto_reply"}, Kind.AUTOMATIC),
            ({"Precedence": "bulk"}, Kind.BULK),
            ({"List_Unsubscribe": "<https://x.example>"}, Kind.BULK),
            ({"Subject": "Abwesenheitsnotiz: Ihr Interesse"}, Kind.AUTOMATIC),
            ({"Subject": "AW: Out of office: hello"}, Kind.AUTOMATIC),
            ({"Subject": "Automatic reply: hello"}, Kind.AUTOMATIC),
            ({"Subject": "Automatische Verpackungsmaschine"}, Kind.REPLY),
            ({"From": "no-reply@shop.example"}, Kind.AUTOMATIC),
            ({"From": "Norep Lyman <n.lyman@shop.example>"}, Kind.REPLY),
        ],
    )
    def test_by_headers(self, headers: dict[str, str], kind: Kind) -> None:
        assert mail(letter("Hallo", **headers)).kind is kind

    def test_a_receipt_is_no_answer(self) -> None:
        raw = letter().replace(
            b"Content-Type: text/plain", b"Content-Type: multipart/report; report-type=disposition-notification"
        )
        assert mail(raw).kind is Kind.AUTOMATIC

    def test_a_person_is_away_only_in_automatic_answers(self) -> None:
        assert mail(letter("Ich bin bis zum 05.12.2026 nicht im Büro.")).returns_on is None


class TestReports:
    """What servers report."""

    def test_a_bounce(self) -> None:
        found = mail(bounce())
        said = f"550 5.1.1 <{THEIRS}>: Recipient address rejected"
        assert found.kind is Kind.BOUNCE
        assert found.failures == (Failure(THEIRS, "5.1.1", "failed", said, "campaign-7@reif.example"),)

    def test_a_delay_is_none_yet(self) -> None:
        found = mail(bounce(status="4.4.7", action="delayed"))
        assert [(each.status, each.action) for each in found.failures] == [("4.4.7", "delayed")]

    def test_the_words_may_say_more_than_the_status(self) -> None:
        raw = bounce().replace(b"Status: 5.1.1", b"Status: 5.0.0")
        assert mail(raw).failures[0].status == "5.1.1"

    def test_what_was_relayed_is_no_bounce(self) -> None:
        assert mail(bounce(action="relayed")).kind is Kind.AUTOMATIC

    def test_exim_follows_no_standard(self) -> None:
        raw = f"""Return-Path: <>
X-Failed-Recipients: {THEIRS}
From: Mail Delivery System <Mailer-Daemon@mx.example>
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {THEIRS}
    SMTP error from remote mail server after RCPT TO:<{THEIRS}>:
    host mx.krane.example [192.0.2.1]: 550 5.1.1 User unknown

------ This is a copy of the message, including all the headers. ------

Message-ID: <campaign-7@reif.example>
Subject: Ihr Interesse
""".encode()
        assert mail(raw).failures == (Failure(THEIRS, "5.1.1", "failed", "", "campaign-7@reif.example"),)

    def test_qmail_follows_no_standard(self) -> None:
        raw = f"""Return-Path: <>
From: MAILER-DAEMON@mx.example
Subject: failure notice

Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{THEIRS}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Message-ID: <campaign-7@reif.example>
""".encode()
        assert mail(raw).failures == (Failure(THEIRS, "5.1.1", "failed", "", "campaign-7@reif.example"),)

    def test_a_person_who_speaks_of_one_sends_none(self) -> None:
        raw = letter("This is the qmail-send program.\n\n<x@y.example>:\nSorry.", Subject="Fwd: failure notice")
        assert mail(raw).kind is Kind.REPLY

    def test_a_complaint(self) -> None:
        found = mail(complaint())
        assert found.kind is Kind.COMPLAINT
        assert found.complaint == Complaint(THEIRS, "abuse", "campaign-7@reif.example")
        assert mail(complaint("")).complaint == Complaint("", "abuse", "campaign-7@reif.example")

    def test_a_report_within_a_forwarded_mail_is_not_ours(self) -> None:
        message = EmailMessage()
        message["From"] = THEIRS
        message.set_content("Was ist das?")
        inner = EmailMessage()
        inner.set_content("x")
        message.add_attachment(inner)
        raw = message.as_bytes().replace(b"\nx\n", b"\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n")
        assert mail(raw).kind is Kind.REPLY


class TestLoops:
    """Mail that goes round in circles."""

    def test_our_own(self) -> None:
        assert mail(letter(From=OURS), own={OURS}).loop == "it comes from the mailbox's own address"
        assert mail(letter(X_Loop=OURS.upper()), own={OURS}).loop == "it bears our own mark"
        assert mail(letter(), own={OURS}).loop == ""

    def test_too_many_servers(self) -> None:
        raw = b"Received: from a by b; Mon, 23 Nov 2026 12:00:00 +0000\n" * 51 + letter()
        assert mail(raw).loop == "it has passed over 50 servers"


class TestHostile:
    """Broken on purpose or not: an answer, or why there is none."""

    def test_wrong_charsets(self) -> None:
        body = "Grüße"
        for charset, written in (
            ("utf-8", "cp1252"),
            ("us-ascii", "utf-8"),
            ("no-such", "utf-8"),
            ("punycode", "utf-8"),
        ):
            raw = f"From: {THEIRS}\nContent-Type: text/plain; charset={charset}\n\n".encode() + body.encode(written)
            assert mail(raw).text == body

    def test_headers_in_any_bytes(self) -> None:
        raw = "From: Jörg Müller <j@x.example>\nSubject: Angebot für Öl\n\nx".encode()
        assert (mail(raw).sender, mail(raw).subject) == (Address("j@x.example", "Jörg Müller"), "Angebot für Öl")
        raw = "From: j@x.example\nSubject: Öl\n\nx".encode("cp1252")
        assert mail(raw).subject == "Öl"
        assert mail(b"From: j@x.example\nSubject: =?utf-8?B?w5Zs?= =?x?Q?=C3?= =?utf-8?B?!?=\n\nx").subject.startswith(
            "Öl"
        )

    def test_no_header_makes_another(self) -> None:
        raw = b"From: j@x.example\nSubject: a =?utf-8?Q?b=0D=0ABcc:_all=40x.example?= c\n\nx"
        assert mail(raw).subject == "a b Bcc: all@x.example c"
        raw = b"From: =?utf-8?Q?x=0AReply-To=3A_evil?= <j@x.example>\n\nx"
        assert mail(raw).sender == Address("j@x.example", "x Reply-To: evil")

    def test_signs_that_nobody_sees(self) -> None:
        raw = "From: j@x.example\nSubject: a\0b\u202ec\u200bd\n\nx\0y\u2066\x1b[31m".encode()
        found = mail(raw)
        assert (found.subject, found.text) == ("abcd", "xy[31m")

    @pytest.mark.parametrize(
        ("raw", "reason"),
        [
            (b"", "the message is empty"),
            (b"\r\n \0\n", "the message is empty"),
            (b"no headers at all", "it has no headers"),
            (b"Subject: x\n\nfrom nobody", "it says no sender"),
            (b"From: undisclosed\n\nx", "it says no sender"),
            (b"X: y\n" * 6_000 + b"\n", "it has over 5,000 headers"),
            (b"From: a@b.example\n\n" + b"\n" * 500_001, "it has too many lines in too many parts"),
        ],
    )
    def test_why_there_is_no_answer(self, raw: bytes, reason: str) -> None:
        found = read(raw)
        assert isinstance(found, Unreadable)
        assert found.reason == reason
        assert len(found.digest) == 64
        assert len(found.beginning) <= 2_000

    @pytest.mark.parametrize("depth", [20, 200, 5_000])
    def test_parts_in_parts(self, depth: int) -> None:
        raw = f"From: {THEIRS}\n" + "".join(
            f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n" for level in range(depth)
        )
        begun = time.process_time()
        found = read(f"{raw}\nx\n{'y' * 70}\n".encode() * 3)
        assert time.process_time() - begun < 20
        assert isinstance(found, Mail) or depth > 20

    def test_messages_in_messages(self) -> None:
        assert isinstance(read(b"From: a@b.example\nContent-Type: message/rfc822\n\n" * 3_000), Mail | Unreadable)

    def test_a_million_parts(self) -> None:
        raw = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000
        found = read(raw)
        assert isinstance(found, Unreadable)
        assert found.reason == "it has over 1,000 parts"

    @pytest.mark.parametrize(
        "raw",
        [
            b"Content-Type: text/plain" + b";" * 5_000_000,
            b"Subject: " + b"=?utf-8?Q?a?= " * 300_000,
            b"To: " + b"(" * 3_000_000,
            b"To: " + b"a@b.example," * 300_000,
            b"References: " + b"<a@b> " * 500_000,
            b"Date: " + b"1 " * 2_000_000,
            b"Content-Type: multipart/mixed; boundary=" + b"=" * 1_000_000,
            b"Content-Transfer-Encoding: base64\n\n" + b"a=" * 2_000_000,
            b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=a" * 2_000_000,
            b"Content-Transfer-Encoding: x-uuencode\n\nbegin 666 x\n" + b"M" * 2_000_000,
        ],
        ids=range(10),
    )
    def test_long_things_take_no_longer(self, raw: bytes) -> None:
        begun = time.process_time()
        read(b"From: a@b.example\n" + raw + b"\n\nx")
        assert time.process_time() - begun < 10

    def test_memory_is_bounded(self) -> None:
        raw = b"From: a@b.example\nContent-Type: text/plain\n\n" + (b"0123456789 abcdef " * 5 + b"\n") * (
            LARGEST // 100
        )
        tracemalloc.start()
        found = mail(raw * 2)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert found.is_cut
        assert len(found.text) <= 200_000
        assert peak < 20 * LARGEST

    @pytest.mark.parametrize(
        "said", ["Mon, 99 Foo 2026", "Mon, 1 Jan 0000 00:00:00 +9999", "Fri, 31 Dec 9999 23:59:59 -2359"]
    )
    def test_times_that_are_none(self, said: str) -> None:
        assert mail(letter(Date=said)).sent_at is None

    def test_times_of_all_zones(self) -> None:
        assert mail(letter(Date="Mon, 23 Nov 2026 13:00:00 +0100")).sent_at == AT
        assert mail(letter(Date="Mon, 23 Nov 2026 12:00:00")).sent_at == AT
        assert mail(letter(Date="Thu, 1 Jan 1970 00:00:00 +0000")).sent_at == datetime(1970, 1, 1, tzinfo=UTC)

    @given(st.binary(max_size=2_000))
    def test_no_bytes_raise(self, raw: bytes) -> None:
        assert isinstance(read(raw, own={OURS}), Mail | Unreadable)

    @given(st.data())
    def test_no_damage_raises(self, data: st.DataObject) -> None:
        """Sound messages with bytes taken out, put in and repeated."""
        whole = data.draw(st.sampled_from([letter("a", html="<p>b"), bounce(), complaint(), out_of_office()]))
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, min(start + 60, len(whole))))
        put = data.draw(
            st.binary(max_size=20) | st.sampled_from([b"\n", b"\r\n\r\n", b"=?utf-8?Q?", b"--b/1", b"\0", b";;", b'"'])
        )
        times = data.draw(st.integers(0, 3))
        assert isinstance(read(whole[:start] + put + whole[start:end] * times + whole[end:]), Mail | Unreadable)

    @given(
        st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=40) | st.sampled_from(VALUES)), max_size=12),
        st.text(),
    )
    def test_no_headers_raise(self, headers: list[tuple[str, str]], body: str) -> None:
        raw = "\n".join(f"{name}: {value}" for name, value in headers) + f"\n\n--b\n{body}\n--b--"
        assert isinstance(read(raw.encode("utf-8", "surrogatepass")), Mail | Unreadable)
