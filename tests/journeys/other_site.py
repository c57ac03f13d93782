"""A site of somebody else, on another origin than reif, in whose pages tracking clients run."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class Site(BaseHTTPRequestHandler):
    """Any address is the page, but for those of the scripts."""

    def __init__(self, page: str, scripts: Mapping[str, Path], *arguments: object) -> None:
        self._page, self._scripts = page, scripts
        super().__init__(*arguments)  # type: ignore[arg-type] # as the server gives them

    def do_GET(self) -> None:
        script = self._scripts.get(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if script else "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(script.read_bytes() if script else self._page.encode())

    def log_message(self, *_: object) -> None:
        """Nothing to say."""


@contextmanager
def site(page: str, scripts: Mapping[str, Path] | None = None) -> Iterator[str]:
    """Serve it until the end, also where the test fails: a server that nobody shuts down keeps the tests running."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, page, scripts or {})) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://localhost:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
