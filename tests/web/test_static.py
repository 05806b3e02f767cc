"""Static files and the shell page: small on the wire, right for the browser, kept by it."""

import base64
import gzip
import hashlib
import re
from pathlib import Path
from threading import Event

import brotli  # type: ignore[import-untyped] # ships neither annotations nor stubs
import pytest

from campaign.web import shell, static
from campaign.web.static import StaticFolder, accepted

from .conftest import Site

SCRIPT = "/static/js/index.abc.js"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip, deflate, br;q=0", "gzip"),
        ("br;q=1.0, gzip;q=0.5", "br"),
        ("GZIP", "gzip"),
        ("identity", None),
        ("", None),
        ("gzip;q=0, br; q=0.000", None),
    ],
)
def test_the_best_form_that_the_browser_takes(header: str, expected: str | None) -> None:
    assert accepted(header, ("br", "gzip")) == expected


def test_a_script_is_sent_compressed_to_everybody_and_kept_for_a_year(site: Site, folder: StaticFolder) -> None:
    original = folder.files["js/index.abc.js"].read_bytes()
    for encoding, opened in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        with site.client.stream("GET", SCRIPT, headers={"Accept-Encoding": encoding}) as answer:
            body = b"".join(answer.iter_raw())
            assert answer.headers["content-encoding"] == encoding
            assert answer.headers["content-length"] == str(len(body))
            assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
            assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
            assert answer.headers["vary"] == "Accept-Encoding"
            assert opened(body) == original
            assert len(body) < len(original) / 10


def test_a_browser_that_takes_nothing_gets_the_file_itself(site: Site, folder: StaticFolder) -> None:
    answer = site.client.get(SCRIPT)
    assert "content-encoding" not in answer.headers
    assert answer.content == folder.files["js/index.abc.js"].read_bytes()
    assert answer.headers["vary"] == "Accept-Encoding"


def test_what_is_compressed_already_or_tiny_is_left_alone(site: Site) -> None:
    for path in ("/static/font.woff2", "/static/js/tiny.abc.js"):
        assert "content-encoding" not in site.client.get(path, headers={"Accept-Encoding": "br, gzip"}).headers
    assert site.client.get("/static/font.woff2").headers["content-type"] == "font/woff2"


def test_a_file_that_the_browser_has_is_not_sent_again(site: Site) -> None:
    br = {"Accept-Encoding": "br"}
    tag = site.client.get(SCRIPT, headers=br).headers["etag"]
    again = site.client.get(SCRIPT, headers=br | {"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    # The same file in another form is another answer.
    assert site.client.get(SCRIPT, headers={"If-None-Match": tag}).status_code == 200


def test_head_tells_without_sending(site: Site) -> None:
    answer = site.client.head(SCRIPT)
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) == 8000


@pytest.mark.parametrize(
    "path",
    ["/static/none.js", "/static/", "/static/js", "/static/..%2f..%2fetc/passwd", "/static/%2e%2e/%2e%2e/secret.key",
     "/static//etc/passwd", "/static/js/%2e%2e/%2e%2e/cache/x"],
)  # fmt: skip
def test_nothing_but_the_listed_files_is_served(site: Site, path: str) -> None:
    site.sign_in()
    assert site.client.get(path).status_code in {401, 404}
    assert site.reached == []


def test_files_only_answer_to_reading(site: Site) -> None:
    assert site.client.post(SCRIPT).status_code == 405


def test_everything_is_compressed_beforehand_and_once(folder: StaticFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.warm(Event())
    made = {path.relative_to(folder.cache).as_posix() for path in folder.cache.rglob("*") if path.is_file()}
    assert made == {"js/index.abc.js.br", "js/index.abc.js.gzip"}

    def refuse(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(static, "compress", refuse)
    folder.warm(Event())


def test_warming_stops_when_told(folder: StaticFolder) -> None:
    stop = Event()
    stop.set()
    folder.warm(stop)
    assert not folder.cache.exists()


def test_a_cache_that_cannot_be_written_is_replaced_by_a_private_one(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    found = static.writable(in_the_way / "static")
    assert found.stat().st_mode & 0o077 == 0
    assert static.writable(tmp_path / "fine" / "static") == tmp_path / "fine" / "static"
    found.rmdir()


def test_the_real_bundle_is_found_and_listed() -> None:
    folder = static.streamlit_files()
    assert any(name.startswith("js/index.") for name in folder.files)


def test_the_shell_is_in_the_readers_language_and_small(site: Site) -> None:
    site.sign_in()
    answer = site.client.get("/tien-do")
    assert '<html lang="vi">' in answer.text
    assert "<title>Theo dõi chiến dịch</title>" in answer.text
    assert "./static/js/index." in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    tag = answer.headers["etag"]
    assert site.client.get("/", headers={"If-None-Match": tag}).status_code == 304
    assert len(site.client.get("/", headers={"Accept-Encoding": "br"}).content) > 1000
    site.client.cookies.set("campaign_language", "en", domain="xa.test", path="/")
    assert site.reached == []


def test_the_policy_lets_the_shells_own_script_run_and_no_other() -> None:
    policy = shell.shell_policy("xa.test")
    scripts = policy.split("script-src ")[1].split(";")[0]
    assert scripts.startswith("'self' 'sha256-")
    assert "unsafe" not in scripts
    assert "wss://xa.test" in policy


def test_every_line_of_script_in_the_shell_is_known_to_the_policy() -> None:
    page, policy = shell.shell("vi"), shell.shell_policy("xa.test")
    written = [script for script in re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL) if script]
    assert len(written) >= 3
    for script in written:
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy, script


def test_the_shell_says_where_the_server_is_and_asks_early_for_what_is_drawn_soon() -> None:
    page = shell.shell("vi")
    # Before Streamlit's own script, which reads it once.
    assert page.index("BACKEND_BASE_URL:location.origin") < page.index("./static/js/index.")
    for kind in ("Html", "Selectbox", "Button", "ButtonGroup", "Slider"):
        assert f'import("./static/js/{kind}.' in page, kind
    # Only the page that has a slider pays for it.
    assert page.index('location.pathname==="/progress"') < page.index("js/Slider.")


@pytest.mark.parametrize("host", ["evil; script-src *", "a b", "", "x\r\ny", "*"])
def test_a_strange_host_does_not_reach_the_policy(host: str) -> None:
    assert "connect-src 'self';" in shell.shell_policy(host)


def test_the_shell_leaves_out_what_is_never_used() -> None:
    text = shell.shell("en")
    assert 'as="font"' not in text
    assert "_stcore/agent" not in text
    assert "This page needs JavaScript" in text
