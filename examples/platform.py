"""Make the system in .demo, fill it with a made-up firm's year, show the ripest, and serve it.

make demo          or: .venv/bin/python examples/platform.py [--serve] [--port N] [--contacts N]
"""

import argparse
import os
import secrets
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".demo"
REIF = Path(sys.executable).with_name("reif")
LOGIN = "demo@reif.example"
PASSWORD_FILE = HOME / "password"


def main() -> None:
    """One command after the other, each as a person would type it."""
    asked = _arguments()
    HOME.mkdir(exist_ok=True)
    environment = _environment()
    print("\nThe platform: a made-up firm's year, kept in .demo and marked as simulated\n")
    _run(environment, "init")
    _write_password()
    file = PASSWORD_FILE.relative_to(ROOT)
    _run(environment, "demo", "load", "--anew", "--contacts", asked.contacts, "--password-file", str(file))
    _run(environment, "demo", "show")
    address = f"http://127.0.0.1:{asked.port}"
    print(f"To sign in at {address}: {LOGIN}, password {PASSWORD_FILE.read_text(encoding='ascii').strip()}")
    serve = ("serve", "--port", asked.port)
    if not asked.serve:
        print(f"To serve it: REIF_HOME=.demo .venv/bin/reif {shlex.join(serve)}\n")
        return
    _print_command(*serve)
    sys.stdout.flush()
    os.execve(REIF, [str(REIF), *serve], environment)  # noqa: S606 - our own command, fixed arguments


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--serve", action="store_true", help="go on serving until Ctrl-C")
    parser.add_argument("--port", default="8000")
    parser.add_argument("--contacts", default="2000", help="how many there are in the made-up world")
    return parser.parse_args()


def _environment() -> dict[str, str]:
    """A system of its own, whatever else this machine has; in German where the terminal is."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    language = "de" if os.environ.get("LANG", "").startswith("de") else "en"
    return {"REIF_LANGUAGE": language, "REIF_TIME_ZONE": "Europe/Berlin"} | inherited | {"REIF_HOME": str(HOME)}


def _write_password() -> None:
    """A new one every time, for this user's eyes only."""
    PASSWORD_FILE.unlink(missing_ok=True)
    descriptor = os.open(PASSWORD_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(9) + "\n")


def _run(environment: dict[str, str], *arguments: str) -> None:
    """Run reif, its output in ours; leave with its exit code if it fails."""
    _print_command(*arguments)
    sys.stdout.flush()
    done = subprocess.run([str(REIF), *arguments], cwd=ROOT, env=environment, check=False)  # noqa: S603 - fixed arguments
    if done.returncode:
        sys.exit(done.returncode)
    print()


def _print_command(*arguments: str) -> None:
    print(f"$ {shlex.join(['reif', *arguments])}")


if __name__ == "__main__":
    main()
