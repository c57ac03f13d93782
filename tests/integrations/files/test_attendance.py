"""Reports of attendance as Zoom and GoToWebinar write them."""

from pathlib import Path
from tempfile import mkdtemp

import pytest

from reif.integrations.files.attendance import is_report
from reif.integrations.files.kinds import FileError
from reif.integrations.files.reading import open_table
from tests.integrations.files.reading_room import Room, rows_of

ZOOM = """\
Attendee Report,,,
Report generated time,"08/09/2026 02:31:08 PM"
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registrants,Unique Viewers,Total Users
"Reife, messen",847 5984 1045,"08/09/2026 10:45:00 AM",90,3,2,3
Host Details,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
Yes,Host,host@muster.de,"08/09/2026 10:40:00 AM","08/09/2026 12:15:00 PM",95,No,Germany
Panelist Details,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
Yes,Panel,panel@muster.de,"08/09/2026 10:41:00 AM","08/09/2026 12:15:00 PM",94,No,Germany
Attendee Details,
Attended,User Name (Original Name),First Name,Last Name,Email,Phone,Registration Time,Approval Status,Join Time,\
Leave Time,Time in Session (minutes),Is Guest,Country/Region Name,
Yes,Ada M,Ada,Müller,ada@muster.de,030 1,"08/01/2026 09:00:00 AM",approved,"08/09/2026 11:30:00 AM",\
"08/09/2026 12:00:00 PM",30,Yes,Germany,
Yes,Ada M,Ada,Müller,ADA@muster.de,030 1,"08/01/2026 09:00:00 AM",approved,"08/09/2026 10:50:00 AM",\
"08/09/2026 11:10:00 AM",20,Yes,Germany,
No,B\0ert,Bert,Öz,bert@muster.de,,"08/01/2026 09:00:00 AM",approved,--,--,--,--,--,
"""
GO_TO = """\
Attendee Report
Webinar Name;Webinar ID;Actual Start Date/Time;Duration
Reife messen;123-456-789;Nov 20, 2026 10:00 AM CET;1 hour 5 minutes

Attendee Details
Attended;Interest Rating;Last Name;First Name;Email Address;Join Time;Leave Time;Time in Session (Hours:Minutes)
Yes;87;Müller;Ada;ada@muster.de;Nov 20, 2026 10:02 AM CET;Nov 20, 2026 11:05 AM CET;1:03
No;12;Öz;Bert;bert@muster.de;--;--;--
"""


def read(room: Room, data: bytes) -> tuple[str, list[dict[str, object]]]:
    table = open_table(room.put("report.csv", data), spool=Path(mkdtemp(dir=room.folder)), wanted=None)
    return table.detected, rows_of(table)


def picked(rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in ("Email", "First name", "Event", "Occurred at", "Minutes")) for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_zoom_has_a_row_per_join_and_the_list_one_per_person(room: Room, encoding: str) -> None:
    said, rows = read(room, ZOOM.encode(encoding))
    assert said == "a Zoom report of attendance, a row for each person"
    assert picked(rows) == [
        ("ada@muster.de", "Ada", "Webinar Attended", "2026-08-09T10:50:00", "50"),
        ("bert@muster.de", "Bert", "Webinar Missed", "2026-08-09T10:45:00", ""),
    ]
    assert {row["Webinar"] for row in rows} == {"Reife, messen"}
    assert rows[0]["Country"] == "Germany"


def test_zoom_writes_times_in_another_way_as_well(room: Room) -> None:
    other = ZOOM.replace('"08/09/2026 10:50:00 AM"', '"Mar 22, 2025 19:28:32"')
    assert picked(read(room, other.encode())[1])[0][3] == "2025-03-22T19:28:32"


def test_go_to_webinar_writes_hours_and_zones(room: Room) -> None:
    said, rows = read(room, GO_TO.encode())
    assert said == "a GoToWebinar report of attendance, a row for each person"
    assert picked(rows) == [
        ("ada@muster.de", "Ada", "Webinar Attended", "2026-11-20T10:02:00", "63"),
        ("bert@muster.de", "Bert", "Webinar Missed", "2026-11-20T10:00:00", ""),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"Attendee Report\n",
        ZOOM[: ZOOM.index("Attendee Details")].encode(),
        b'Attendee Report\nAttendee Details\nAttended,Email\nYes,"' + b"x" * 200_000,
    ],
)
def test_a_report_without_attendees_is_none(room: Room, data: bytes) -> None:
    with pytest.raises(FileError, match="report"):
        read(room, data)


def test_a_list_that_names_attendees_is_no_report() -> None:
    assert is_report(b"\xef\xbb\xbfAttendee Report,")
    assert not is_report(b"email,Attendee Report\n")
    assert not is_report(b"")


def test_nothing_of_a_damaged_report_is_made_up(room: Room) -> None:
    data = ZOOM.replace('"08/09/2026 10:45:00 AM",90', "never,90").replace(",20,Yes", ",soon,Yes").encode()
    rows = picked(read(room, data)[1])
    assert [(row[3], row[4]) for row in rows] == [("2026-08-09T10:50:00", "30"), ("", "")]
