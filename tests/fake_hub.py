"""A model hub on this machine: as much of the Hugging Face hub's protocol as fetching a model needs."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

COMMIT = "0123456789abcdef0123456789abcdef01234567"
Files = Mapping[str, bytes]


@contextmanager
def serving(
    name: str, main: Files, offers: Mapping[int, tuple[str, Files]], asked: list[str]
) -> Iterator[str]:
    """Serves the repository ``name``: ``main``'s files, and those of pull requests by number and author.

    Every path that is asked for is put into ``asked``. Gives the address of the hub.
    """

    class Hub(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            del format, args

        def do_HEAD(self) -> None:
            self.answer(body=False)

        def do_GET(self) -> None:
            self.answer(body=True)

        def answer(self, *, body: bool) -> None:
            path = unquote(self.path.partition("?")[0])
            asked.append(path)
            content = self.content(path)
            self.send_response(404 if content is None else 200)
            if content is not None and "/resolve/" in path:
                self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
                self.send_header("X-Repo-Commit", COMMIT)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            if body:
                self.wfile.write(content or b"")

        def content(self, path: str) -> bytes | None:
            offered = {**main, **{k: v for _, files in offers.values() for k, v in files.items()}}
            if path.startswith(f"/{name}/resolve/"):
                return offered.get(path.rpartition("/")[2])
            rest = path.removeprefix(f"/api/models/{name}")
            if rest == path:
                return None
            if rest == "/discussions":
                return json.dumps({"count": len(offers), "start": 0, "discussions": [
                    {"num": number, "title": "", "author": {"name": author}, "isPullRequest": True,
                     "status": "open", "createdAt": "2024-01-01T00:00:00.000Z",
                     "repo": {"name": name, "type": "model"}}
                    for number, (author, _) in offers.items()
                ]}).encode()  # fmt: skip
            if rest.startswith("/tree/"):
                return json.dumps(
                    [{"type": "file", "path": k, "size": len(v), "oid": "a" * 40} for k, v in offered.items()]
                ).encode()
            number = int(rest.rpartition("/")[2]) if "/refs/pr/" in rest else None
            files = main if number is None else {**main, **offers[number][1]}
            return json.dumps({
                "id": name, "modelId": name, "sha": COMMIT, "private": False, "tags": [], "downloads": 0,
                "likes": 0, "siblings": [{"rfilename": file} for file in files],
            }).encode()  # fmt: skip

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
