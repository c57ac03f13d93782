"""`reif backup` and `reif restore`: all of the system in one file, and back."""

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reif.cli.archive import workplace, write
from reif.cli.failures import explained
from tests.cli.system import System
from tests.crash.killing import ask, tell


@pytest.fixture(scope="module")
def kept(fresh: System, tmp_path_factory: pytest.TempPathFactory) -> tuple[System, Path]:
    """A system with a user and settings of its own, and its backup; both to be copied."""
    folder = tmp_path_factory.mktemp("kept")
    return _with_backup(fresh.copied_to(folder / "home"), folder / "backup.zip")


@pytest.fixture
def both(system: System, kept: tuple[System, Path], tmp_path: Path) -> tuple[System, Path]:
    if system.url:
        assert system("init").code == 0
        return _with_backup(system, tmp_path / "backup.zip")
    shutil.copy2(kept[1], tmp_path / "backup.zip")
    return kept[0].copied_to(system.home), tmp_path / "backup.zip"


def _with_backup(system: System, file: Path) -> tuple[System, Path]:
    (system.home / "reif.toml").write_text('language = "de"\n')
    assert system("user", "add", "ann@example.com", "--role", "admin").code == 0
    ended = system("backup", str(file))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"{file}: ")
    assert ended.out.endswith("read again and whole\n")
    return system, file


@pytest.fixture
def used(both: tuple[System, Path]) -> System:
    return both[0]


@pytest.fixture
def archive(both: tuple[System, Path]) -> Path:
    return both[1]


def is_well(system: System) -> bool:
    """The doctor finds no fault, but that the PostgreSQL of the tests does not wait for the disk."""
    found = [line for line in system("doctor").out.splitlines() if "does not wait for the disk" not in line]
    return all(line.startswith("note: ") or line == "all is well" for line in found)


@pytest.mark.parametrize("share", [0.99, 0.5])
def test_a_disk_that_fills_up(used: System, tmp_path: Path, share: float) -> None:
    if used.url:  # the size of a dump is not known beforehand
        return
    room = int(used.database.stat().st_size * share)
    ended = subprocess.run(
        used.command("backup", str(tmp_path / "b.zip")),
        env=used.environment(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
    )
    assert ended.returncode == 1
    assert ended.stderr == (
        f"reif: {tmp_path}: the disk cannot be read or written; it is full, or failing; nothing was written\n"
    )
    assert not (tmp_path / "b.zip").exists()
    assert not list(tmp_path.glob(".reif-*"))
    assert used("backup", str(tmp_path / "b.zip")).code == 0


def test_a_disk_without_room_for_the_file_itself(tmp_path: Path) -> None:
    part, target = tmp_path / "part", tmp_path / "b.zip"
    part.write_bytes(os.urandom(50_000))
    older, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, older[1]))
    try:
        with pytest.raises(OSError) as refused, workplace(tmp_path) as work:
            write(target, {"part": part}, work, version="1", made_at="", vendor="sqlite", steps=())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, older)
        signal.signal(signal.SIGXFSZ, handler)
    assert explained(refused.value) == f"reif: {target}: File too large; nothing was written"
    assert list(tmp_path.iterdir()) == [part]


def tampered(archive: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Write the archive anew with its members changed."""
    with zipfile.ZipFile(archive) as read:
        members = {name: read.read(name) for name in read.namelist()}
    change(members)
    with zipfile.ZipFile(archive, "w") as write:
        for name, content in members.items():
            write.writestr(name, content)


def change_of(**values: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | values).encode()

    return change


@pytest.mark.database
def test_what_was_changed_after_the_backup_is_undone_by_restoring(used: System, archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    key = (used.home / "secret-key").read_text()
    used("user", "add", "ben@example.com", "--role", "sales")
    (used.home / "secret-key").write_text("another\n")
    refused = used("restore", str(archive))
    assert refused.code == 1
    assert "holds a system already; --force replaces it by the backup" in refused.err
    assert len(used("user", "list").out.splitlines()) == 2
    ended = used("restore", str(archive), "--force")
    assert (ended.code, ended.err) == (0, "")
    assert used("user", "list").out == "ann@example.com  admin  active\n"
    assert (used.home / "secret-key").read_text() == key
    assert is_well(used)
    assert sorted(path.name for path in used.home.iterdir() if not path.name.endswith(("-wal", "-shm", "-turn"))) == [
        *(["reif.sqlite3"] if not used.url else []),
        "reif.toml",
        "secret-key",
    ]


@pytest.mark.database
def test_backups_are_made_while_the_system_runs_and_not_restored_then(used: System, archive: Path) -> None:
    with used.running("work") as worker:
        worker.wait_for(lambda: "worker started" in worker.said)
        assert used("backup", str(archive)).code == 0
        refused = used("restore", str(archive), "--force")
    assert refused.code == 1
    assert "is in use; stop" in refused.err


def test_a_backup_holds_one_instant_however_much_is_written_meanwhile(used: System, tmp_path: Path) -> None:
    file, stop, written = tmp_path / "busy.zip", threading.Event(), [0]

    def write() -> None:
        with closing(sqlite3.connect(used.database, timeout=30)) as records:
            while not stop.is_set():
                with records:
                    for half in "ab":
                        records.execute(
                            "INSERT INTO records_auditentry (action, subject, subject_id, details, occurred_at)"
                            " VALUES (?, 'pair', ?, '{}', '2026-01-01 00:00:00')",
                            [half, written[0]],
                        )
                written[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        ended = used("backup", str(file))
        at_the_end = written[0]
    finally:
        stop.set()
        writer.join()
    assert (ended.code, ended.err) == (0, "")
    with zipfile.ZipFile(file) as archive:
        archive.extract("reif.sqlite3", tmp_path)
    with closing(sqlite3.connect(tmp_path / "reif.sqlite3")) as copy:
        pairs = copy.execute(
            "SELECT count(*), max(subject_id) FROM records_auditentry WHERE subject = 'pair' GROUP BY action"
        ).fetchall()
    assert len(pairs) == 2
    assert pairs[0] == pairs[1]
    assert 0 < pairs[0][0] == pairs[0][1] + 1 <= at_the_end


def test_a_restored_system_somewhere_else(archive: Path, tmp_path: Path) -> None:
    other = System(tmp_path / "other")
    assert other("restore", str(archive)).code == 0
    assert other("user", "list").out == "ann@example.com  admin  active\n"
    assert (other.home / "reif.toml").read_text() == 'language = "de"\n'
    assert (other.home / "secret-key").stat().st_mode & 0o777 == 0o600
    assert is_well(other)


def test_settings_that_are_there_stay(used: System, archive: Path) -> None:
    (used.home / "reif.toml").write_text('language = "en"\n')
    assert used("restore", str(archive), "--force").code == 0
    assert (used.home / "reif.toml").read_text() == 'language = "en"\n'


def _cut(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-100])


def _spoil_the_middle(archive: Path) -> None:
    content = bytearray(archive.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 50] = bytes(50)
    archive.write_bytes(content)


def _spoil_the_records(archive: Path) -> None:
    tampered(archive, lambda members: members.update({"reif.sqlite3": members["reif.sqlite3"][:-4096]}))


def _leave_out_the_key(archive: Path) -> None:
    tampered(archive, lambda members: members.pop("secret-key"))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_cut, "is not a backup of reif, or is damaged"),
        (_spoil_the_middle, "damaged"),
        (_spoil_the_records, "is damaged (reif.sqlite3 is not what was written)"),
        (_leave_out_the_key, "is damaged (secret-key is missing)"),
        (lambda archive: archive.write_text("no backup"), "is not a backup of reif, or is damaged"),
        (
            lambda archive: tampered(archive, change_of(format=2, version="9.0")),
            "is a backup of a newer version of reif (9.0)",
        ),
        (
            lambda archive: tampered(archive, change_of(steps=["records.9999_later"])),
            "belongs to a newer version of reif",
        ),
        (
            lambda archive: tampered(archive, change_of(vendor="postgresql")),
            "is a backup of PostgreSQL, and the records here",
        ),
        (lambda archive: tampered(archive, change_of(hashes={"../x": "0"})), "is not a backup of reif, or is damaged"),
        (lambda archive: archive.unlink(), "No such file or directory"),
    ],
)
def test_a_backup_that_is_not_whole_changes_nothing(
    used: System, archive: Path, spoil: Callable[[Path], None], message: str
) -> None:
    before = {path.name: path.read_bytes() for path in used.home.iterdir()}
    spoil(archive)
    ended = used("restore", str(archive), "--force")
    assert ended.code == 1
    assert message in ended.err
    assert len(ended.lines) == 1
    assert {path.name: path.read_bytes() for path in used.home.iterdir()} == before


def test_a_damaged_database_is_not_called_a_backup_and_an_older_one_stays(used: System, archive: Path) -> None:
    older = archive.read_bytes()
    with closing(sqlite3.connect(used.database)) as records:
        records.execute("PRAGMA journal_mode=DELETE")
    content = bytearray(used.database.read_bytes())
    for page in range(20, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = bytes(64)
    used.database.write_bytes(content)
    ended = used("backup", str(archive))
    assert ended.code == 1
    assert "the database is damaged; restore a backup" in ended.err
    assert archive.read_bytes() == older
    assert used("restore", str(archive), "--force").code == 0
    assert used("user", "list").out == "ann@example.com  admin  active\n"


def test_no_room_for_a_backup_leaves_nothing(used: System, tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    command = f'ulimit -f 64; {shutil.which("python3")} -V >/dev/null; exec "$@"'
    program = ["bash", "-c", command, "-", *used.command("backup", str(folder / "b.zip"))]
    done = subprocess.run(
        program, env=used.environment(), capture_output=True, check=False, text=True, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("target", "message"), [("nowhere/b.zip", "there is no such folder"), ("", "is a folder; accepted is a file")]
)
def test_where_a_backup_cannot_be(used: System, tmp_path: Path, target: str, message: str) -> None:
    ended = used("backup", str(tmp_path / target))
    assert ended.code == 1
    assert message in ended.err


def test_both_are_in_the_audit(used: System, archive: Path) -> None:
    assert used("restore", str(archive), "--force").code == 0
    assert used("backup", str(archive)).code == 0
    with closing(sqlite3.connect(used.database)) as records:
        told = records.execute("SELECT action, by_id FROM records_auditentry ORDER BY id").fetchall()
    assert ("backup restored", None) in told
    assert ("backup made", None) in told


@pytest.mark.database
def test_a_tool_that_is_missing_is_named(used: System, tmp_path: Path) -> None:
    if used.url:
        ended = used("backup", str(tmp_path / "b.zip"), PATH=os.devnull, REIF_POSTGRESQL=os.devnull)
        assert ended.code == 1
        assert "pg_dump is missing; it comes with PostgreSQL's client" in ended.err
    else:
        assert used("backup", str(tmp_path / "b.zip"), PATH=os.devnull).code == 0


@pytest.mark.database
def test_what_is_to_be_destroyed_with_the_day_is_in_no_backup(used: System, tmp_path: Path) -> None:
    secret = "5a17" * 16
    tell(used, "INSERT INTO records_salt (day, secret) VALUES ('2026-11-26', 'SECRET')".replace("SECRET", secret))
    file = tmp_path / "another.zip"
    assert used("backup", str(file)).code == 0
    with zipfile.ZipFile(file) as read:
        assert not [name for name in read.namelist() if secret.encode() in read.read(name)]
    assert used("restore", str(file), "--force").code == 0
    assert ask(used, "SELECT count(*) FROM records_salt") == [(0,)]
