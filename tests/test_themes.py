"""What a theme can rely on: its folder, its parents, the journal's own folder, and plain words."""

from __future__ import annotations

import pickle
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from journalgen.cli import cli
from journalgen.locale import Words
from journalgen.theme import BLANK
from journalgen.theme.copies import originals
from journalgen.theme.render import Renderer
from journalgen.theme.renderers import make_renderer
from journalgen.theme.shipped import load_theme, theme_names
from journalgen.theme.templates import compile_templates
from journalgen.theme.theme import Theme
from tests.conftest import REPOSITORY, Built, Journal, run, tree

ENTRY = "entries/2026-03-04.html"
ABOUT = "theme/templates/about.html"
CALM = ("base.css", "look.css", "wall.css")


@pytest.fixture
def written(journal: Journal) -> Journal:
    """A journal of one entry."""
    journal.write("entries/2026-03-04.md", "---\nmood: 3 -> 6\n---\n## What I took away\n- Rest")
    return journal


def theme(journal: Journal, folder: str, manifest: str, **templates: str) -> None:
    """A theme's folder in the journal."""
    journal.write(f"{folder}/theme.yaml", f"api: 1\n{manifest}")
    for name, text in templates.items():
        journal.write(f"{folder}/templates/{name}.html", text)


def main(text: str, parent: str = "base.html") -> str:
    """A template that fills the main part of a page."""
    return f'{{% extends "{parent}" %}}{{% block main %}}{text}{{% endblock %}}'


def styles(page: str) -> list[str]:
    """The style sheets of a page, in order."""
    return re.findall(r'rel="stylesheet" href="(?:\.\./)*assets/([^"]+)"', page)


# Where templates come from


def test_the_sandbox_gives_the_same_pages(tmp_path: Path) -> None:
    """All of the example, byte for byte: what ships runs in the sandbox too, once any part must."""
    source = Journal(tmp_path / "journal")
    skip = shutil.ignore_patterns("site", ".journalgen")
    shutil.copytree(REPOSITORY / "example-journal", source.root, ignore=skip)
    assert source.build().code == 0
    before = source.files()
    source.write("theme/templates/unused.html", "")
    assert source.build().code == 0
    assert source.files() == before


def test_the_journals_folder_beats_the_theme_and_the_theme_its_parents(written: Journal) -> None:
    theme(written, "one", "extends: calm", about=main("one"), tags=main("one"), home=main("one"))
    theme(written, "two", "extends: ../one", about=main("two"), tags=main("two"))
    written.write("journal.yaml", "theme: ./two")
    written.write(ABOUT, main("own"))
    assert written.check().codes == []
    words = [written.text(url) for url in ("about.html", "tags/index.html", "index.html", ENTRY)]
    assert ["own" in words[0], "two" in words[1], "one" in words[2]] == [True, True, True]
    assert "Rest" in words[3]


def test_a_name_before_the_slash_always_reaches_that_theme(written: Journal) -> None:
    theme(
        written,
        "mine",
        "name: mine\nextends: calm",
        about=main("mine {{ super() }}", "calm/about.html"),
    )
    written.write(ABOUT, main("own {{ super() }}", "mine/about.html"))
    written.write("journal.yaml", "theme: ./mine")
    assert written.check().codes == []
    assert re.search("own mine About", written.text("about.html"))
    written.write(ABOUT, main("own {{ super() }}", "calm/about.html"))
    assert written.check().codes == []
    assert "own About" in written.text("about.html")


def test_what_a_page_of_the_theme_includes_comes_from_the_nearest(written: Journal) -> None:
    """A plain name goes through the ancestry, whoever asks; `import` and `include` too."""
    written.write("theme/templates/base.html", "<main>{% block main %}{% endblock %}</main>")
    written.write("theme/templates/note.html", "<p>A note</p>")
    written.write(ABOUT, "{% extends 'base.html' %}{% from 'calm/parts.html' import mark %}"
                  "{% block main %}{% include 'note.html' %}{{ mark() }}{% endblock %}")  # fmt: skip
    assert written.check().codes == []
    assert "<main><p>A note</p>" in written.page("about.html")
    assert '<svg class="sign"' in written.page("about.html")
    assert 'class="foot"' not in written.page(ENTRY)


def test_a_theme_may_be_named_or_be_a_folder(
    written: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the journal in journal.yaml, from where we are with --theme; a built-in name wins."""
    theme(written, "look", "extends: calm", about=main("in the journal"))
    shutil.copytree(written.root / "look", tmp_path / "look")
    (tmp_path / "look/templates/about.html").write_text(main("where we are"))
    (tmp_path / "calm").mkdir()
    monkeypatch.chdir(tmp_path)
    written.write("journal.yaml", "theme: look")
    for options, words in (([], "in the journal"), (["--theme", "look"], "where we are"),
                           (["--theme", "./look"], "where we are"), (["--theme", "calm"], "About")):  # fmt: skip
        assert written.check(*options).codes == []
        assert words in written.text("about.html")


def test_the_journals_own_folder_can_be_the_theme(written: Journal) -> None:
    theme(written, "theme", "extends: calm", about=main("own"))
    written.write("theme/static/own.css", "p { color: red }")
    written.write("journal.yaml", "theme: ./theme")
    assert written.check().codes == []
    assert styles(written.page("about.html")) == [*CALM, "own.css", "options.css"]


def test_style_sheets_come_in_order(written: Journal) -> None:
    """Parents first, then the theme, the options, and last what the journal itself brings."""
    theme(written, "mine", "extends: calm")
    written.write("mine/static/b.css", "p { color: red }")
    written.write("mine/static/a.css", "p { color: red }")
    written.write("theme/static/own.css", "p { color: red }")
    written.write("journal.yaml", "theme: ./mine")
    assert written.check().codes == []
    order = [*CALM, "a.css", "b.css", "options.css", "own.css"]
    assert styles(written.page(ENTRY)) == order
    written.write("theme/static/look.css", "p { color: blue }")
    assert written.check().codes == []
    assert styles(written.page(ENTRY)) == order  # a file that is replaced stays at its place
    assert (written.site / "assets/look.css").read_text() == "p { color: blue }"


def test_options_of_a_theme_are_its_own_and_its_parents(written: Journal) -> None:
    theme(written, "mine", "extends: calm\noptions: {tone: {default: warm, values: {"
          "warm: {--ground: '#fdf6ee'}, Cold Blue: {--ground: \"light-dark(#eef, #001)\"}}}}")  # fmt: skip
    written.write("journal.yaml", "theme: ./mine\ntheme_options: {tone: cold blue, accent: plum}")
    assert written.check().codes == []
    css = (written.site / "assets/options.css").read_text()
    assert "--ground: light-dark(#eef, #001);" in css
    assert "--leaf: light-dark(#6d4a6e" in css


def test_pictures_and_fonts_have_an_address(written: Journal) -> None:
    written.write("theme/static/pictures/leaf.png", b"\x89PNG")
    written.write(
        "theme/templates/entry.html", main('<img src="{{ asset(\'pictures/leaf.png\') }}" alt="">')
    )
    written.write(ABOUT, main('<img src="{{ asset(\'pictures/leaf.png\') }}" alt="">'))
    assert written.check().codes == []
    assert 'src="../assets/pictures/leaf.png"' in written.page(ENTRY)
    assert 'src="assets/pictures/leaf.png"' in written.page("about.html")
    assert (written.site / "assets/pictures/leaf.png").read_bytes() == b"\x89PNG"
    written.write(ABOUT, "\n{{ asset('leaf.png') }}")
    (found,) = written.check().report["diagnostics"]
    assert (found["code"], found["path"], found["line"]) == ("theme-asset", ABOUT, 2)


# What is wrong with a theme

MANIFESTS: dict[str, tuple[str | bytes, str, int | None]] = {
    "no yaml": ("a: [", "theme-broken", 1),
    "no mapping": ("- a", "theme-broken", 1),
    "nothing": ("", "theme-api", 1),
    "no api": ("extends: calm", "theme-api", 1),
    "another api": ("extends: calm\napi: 2", "theme-api", 2),
    "unknown parent": ("api: 1\nextends: clam", "theme-unknown-suggestion", None),
    "no such folder": ("api: 1\nextends: ../gone", "theme-folder", None),
    "a folder from the root": ("api: 1\nextends: /mine", "theme-folder", None),
    "another computer": ("api: 1\nextends: '\\\\host\\mine'", "theme-folder", None),
    "itself": ("api: 1\nextends: ../mine", "theme-circle", None),
    "an alias": ("api: 1\nname: &a b\ndescription: *a", "yaml-alias", 3),
    "depth": ("api: 1\noptions: " + "[" * 50, "too-deep", 2),
    "twice": ("api: 1\napi: 1", "duplicate-setting", 2),
    "options in a list": ("api: 1\noptions: [a]", "not-a-mapping", 2),
    "an option without values": ("api: 1\noptions: {a: {default: b}}", "theme-default", 2),
    "no usual value": ("api: 1\noptions:\n  a:\n    values: {b: {--c: d}}", "theme-default", 4),
    "a usual value that isn't one": ("api: 1\noptions: {a: {default: x, values: {b: {--c: d}}}}", "theme-default", 2),
    "bytes": (b"\xff\xfe", "theme-unreadable", 1),
    "large": ("a" * 70_000, "theme-unreadable", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_theme_that_cant_be_read_says_where(written: Journal, name: str) -> None:
    text, code, line = MANIFESTS[name]
    written.write("mine/theme.yaml", text)
    written.write("journal.yaml", "theme: ./mine")
    built = written.check()
    assert built.code == 2
    (found,) = built.report["diagnostics"]
    assert (found["code"], found["line"]) == (code, line)
    assert found["path"] == ("mine/theme.yaml" if line else "")
    assert found["hint"]
    assert not written.site.exists()


def test_unknown_keys_are_said_with_what_was_meant(written: Journal) -> None:
    theme(written, "mine", "extend: calm\nextends: calm\ncolour: red")
    written.write("journal.yaml", "theme: ./mine")
    built = written.check()
    assert built.codes == ["unknown-setting-suggestion", "unknown-setting"]
    assert built.code == 0


def test_a_theme_without_parents_needs_every_template(written: Journal) -> None:
    theme(written, "mine", "", base="")
    written.write("journal.yaml", "theme: ./mine")
    built = written.check()
    assert built.code == 2
    assert set(built.codes) == {"theme-template-lacking"}


TEMPLATES = {
    "syntax": ("a\n{% if %}", "theme-template-broken", 2, "Expected an expression"),
    "no end": ("a\n{% block main %}", "theme-template-broken", 2, "block"),
    "unknown tag": ("\n\n{% blink %}", "theme-template-broken", 3, "blink"),
    "a name": ("\n{{ pages }}", "theme-name-suggestion", 2, "Did you mean “page”?"),
    "an attribute": ("\n{{ page.frame.titel }}", "theme-name-suggestion", 2, "Did you mean “title”?"),
    "an attribute far from all": ("{{ page.zzz }}", "theme-name", 1, "frame"),
    "in a macro": ("{% macro m(a) %}\n{{ a.labl }}\n{% endmacro %}\n{{ m(page.frame.nav[0]) }}", "theme-name-suggestion", 2, "label"),
    "in a block": (main("\n\n{{ page.frame.nav[0].hre }}"), "theme-name-suggestion", 3, "href"),
    "in a loop": ("{% for a in page.frame.nav %}\n{{ a.x }}\n{% endfor %}", "theme-name", 2, "label"),
    "nothing to index": ("\n{{ page.frame.nav[99].label }}", "theme-name", 2, ""),
    "an include": ("\n\n{% include 'gone.html' %}", "theme-template-missing", 3, "gone.html"),
    "a type": ("{{ page.frame.title - 1 }}", "theme-forbidden", 1, "text - number"),
    "by nothing": ("\n{{ 1 / 0 }}", "theme-template-error", 2, "division"),
    "a loop over a number": ("\n{% for a in 1 %}{% endfor %}", "theme-template-error", 2, "int"),
    "calling nothing": ("\n{{ page.gone() }}", "theme-name", 2, "frame"),
    "too few arguments": ("{% from 'parts.html' import years %}\n{{ years() }}", "theme-template-error", 2, "was not provided"),
    "nothing of that name in another": ("\n{% from 'parts.html' import nope %}{{ nope() }}", "theme-template-error", 2, "nope"),
    "a name twice": ("\n{{ _('a', a=1, a=2) }}", "theme-forbidden", 2, "twice"),
    "a number beyond all": ("\n\n{{ " + "9" * 5000 + " }}", "theme-template-error", 3, "digits"),
    "brackets in brackets": ("\n\n{{ " + "(" * 5000, "theme-too-much", 3, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_is_wrong_with_a_template_has_its_line(written: Journal, name: str) -> None:
    text, code, line, words = TEMPLATES[name]
    written.write(ABOUT, text)
    built = written.check()
    assert built.code == 2
    (found,) = built.report["diagnostics"]
    assert found["code"] == code, found
    if line:
        assert (found["path"], found["line"]) == (ABOUT, line)
    assert words in found["message"] + found["hint"]


def test_the_line_is_that_of_the_template_that_is_wrong(written: Journal) -> None:
    """Also where another one asked for it, in the theme's own folder or its parent's."""
    theme(written, "look/deep", "extends: calm", note="\n\n{{ page.x }}")
    written.write("journal.yaml", "theme: look/deep")
    written.write(ABOUT, "\n{% include 'note.html' %}")
    found = written.check().report["diagnostics"][0]
    assert (found["path"], found["line"]) == ("look/deep/templates/note.html", 3)


def test_every_template_is_told_of_once(written: Journal) -> None:
    for day in range(1, 10):
        written.write(f"entries/2026-01-0{day}.md", "A day.")
    written.write("theme/templates/entry.html", "{{ page.x }}")
    written.write("theme/templates/home.html", "{{ page.y }}")
    written.write("theme/templates/tags.html", '<b onclick="a" style="b">a</b><script>')
    built = written.check()
    assert built.codes == ["theme-name", "theme-name", *["theme-page"] * 3]


def test_a_theme_that_breaks_leaves_the_old_site_whole(written: Journal) -> None:
    written.build()
    before = written.files()
    for text in ("{{ page.x }}", "<script>", "{% if %}"):
        written.write("theme/templates/tags.html", text)  # not the first page
        written.write("entries/2026-03-05.md", "New.")
        assert written.check().code == 2
        assert written.files() == before
    (written.root / "theme/templates/tags.html").unlink()
    assert written.check().code == 0
    assert "entries/2026-03-05.html" in written.files()


def test_other_files_of_a_theme_are_no_templates(written: Journal) -> None:
    written.write("theme/templates/script.js", "alert(1)")
    written.write("theme/README.md", "# About it")
    written.write("theme/templates/note.md", "# About it")
    built = written.check()
    assert built.codes == ["theme-file-kind"] * 2
    assert built.report["entries"] == 1


def test_nothing_outside_is_followed(written: Journal, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"\x89PNG secret")
    aside = tmp_path / "aside"
    for folder in (written.root / "theme", written.root / "mine", aside):
        (folder / "static").mkdir(parents=True)
        (folder / "static/a.png").symlink_to(secret)
        (folder / "templates").symlink_to(tmp_path)
        (folder / "theme.yaml").write_text("api: 1\nextends: calm")
    (written.root / "theme/theme.yaml").unlink()
    written.write("journal.yaml", "theme: ./mine")
    assert written.check().codes == ["symlink-outside"] * 4
    assert written.check("--theme", str(aside)).codes == [
        *["theme-link"] * 2,
        *["symlink-outside"] * 4,
    ]
    assert all(b"secret" not in data for data in written.files().values())


# Building again


def test_only_what_an_edit_of_the_theme_touches_is_written(written: Journal) -> None:
    written.write("theme/static/own.css", "p { color: red }")
    written.write(ABOUT, main("one"))
    written.build()
    written.write("theme/static/own.css", "p { color: blue }")
    assert written.check().report["written"] == 1
    assert (written.site / "assets/own.css").read_text() == "p { color: blue }"
    written.write(ABOUT, main("two"))
    assert written.check().report["written"] == 1
    assert "two" in written.text("about.html")
    assert written.check().report["written"] == 0


def test_a_theme_elsewhere_is_looked_at_too(
    written: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is read again where nothing of it has changed."""
    aside = Journal(tmp_path)
    theme(aside, "parent", "extends: calm", tags=main("one"))
    theme(aside, "mine", "extends: ../parent", about=main("one"))
    arguments = ("--theme", str(tmp_path / "mine"))
    assert written.check(*arguments).codes == []
    for name in ("mine/templates/about.html", "parent/templates/tags.html"):
        aside.write(name, main("two"))
        assert written.check(*arguments).report["written"] == 1
    aside.write("parent/theme.yaml", "api: 2")
    assert written.check(*arguments).codes == ["theme-api"]
    aside.write("parent/theme.yaml", "api: 1\nextends: calm")
    assert written.check(*arguments).codes == []
    monkeypatch.setattr("journalgen.build.build", None)
    assert written.check(*arguments).report["written"] == 0


def test_helpers_render_in_the_sandbox_too(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journalgen.crew.WORTH_IT", 2)
    monkeypatch.setattr("journalgen.crew._BATCH", 1)
    for day in range(10, 28):
        journal.write(f"entries/2026-01-{day}.md", "A day.")
    journal.write("theme/static/own.css", "p { color: red }")
    journal.write("theme/templates/tags.html", main("mine"))
    assert journal.check("--jobs", "2").codes == []
    before = journal.files()
    assert journal.check("--jobs", "1", "--no-cache").codes == []
    assert journal.files() == before
    journal.write("theme/templates/entry.html", "\n{{ page.x }}")
    assert journal.check("--jobs", "2").codes == ["theme-name"]


def test_another_process_gets_no_static_files() -> None:
    made = Theme("a", "a", load_theme("calm"), {}, static={"a.png": b"\x89PNG bytes"})
    data = pickle.dumps(make_renderer(made, Words()))
    assert b"PNG bytes" not in data
    assert pickle.loads(data)._assets == {"a.png", *CALM}


# What ships


def test_a_shipped_theme_finds_the_compiled_code_of_its_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a plain name and by the parent's."""
    themes = tmp_path / "themes"
    shutil.copytree(REPOSITORY / "themes/calm", themes / "calm")
    other = Journal(themes)
    theme(
        other,
        "other",
        "extends: calm",
        about=main("{{ super() }}", "calm/about.html"),
        tags="{% include 'note.html' %}",
        note="a",
    )
    compiled = tmp_path / "compiled"
    compiled.mkdir()
    for name, code in compile_templates(sorted(themes.glob("*/templates"))).items():
        (compiled / name).write_text(code, "utf-8")
    monkeypatch.setattr("journalgen.theme.templates.COMPILED", compiled)
    monkeypatch.setattr("journalgen.theme.shipped.data_folder", tmp_path.joinpath)
    renderer = make_renderer(load_theme("other"), Words())
    assert isinstance(renderer, Renderer)
    environment = renderer._environment
    monkeypatch.setattr(type(environment), "compile", None)
    for name in (
        "about.html",
        "calm/about.html",
        "calm/base.html",
        "base.html",
        "tags.html",
        "other/note.html",
    ):
        assert environment.get_template(name)


@pytest.mark.parametrize("name", theme_names())
def test_every_shipped_theme_can_be_extended(written: Journal, name: str) -> None:
    written.write("theme/static/own.css", "p { color: red }")
    assert written.check("--theme", name).codes == []


# The commands


def theme_command(journal: Journal, *arguments: str) -> Built:
    """`journalgen -C JOURNAL theme …`."""
    return run("-C", str(journal.root), "theme", *arguments)


def test_the_list_says_what_there_is_and_what_is_used(written: Journal) -> None:
    theme(written, "mine", "description: My own.\nextends: calm")
    written.write("journal.yaml", "theme: ./mine\ntheme_options: {accent: plum}")
    listed = theme_command(written, "list")
    assert listed.code == 0
    assert "mine: My own. It extends calm. This journal uses it.\n" in listed.out
    assert "accent: sage (unless you say otherwise), slate, plum; chosen: plum\n" in listed.out
    assert listed.out.startswith("calm: A quiet room")


def test_the_list_needs_no_journal(tmp_path: Path) -> None:
    listed = run("-C", str(tmp_path), "theme", "list")
    assert listed.code == 0
    assert "uses it" not in listed.out


def test_a_theme_that_is_broken_is_said_in_the_list(written: Journal) -> None:
    written.write("journal.yaml", "theme: clam")
    listed = theme_command(written, "list")
    assert listed.code == 2
    assert "Did you mean “calm”?" in listed.err


@pytest.mark.parametrize("name", originals("calm"))
def test_what_is_copied_gives_the_same_site(written: Journal, name: str) -> None:
    written.build()
    before = written.files()
    copied = theme_command(written, "eject", "calm", name)
    assert copied.code == 0
    path = "theme/" + ("static/" if name.endswith(".css") else "templates/") + name
    assert f"Made {path}." in copied.out
    first, _, rest = (written.root / path).read_text().partition("\n")
    assert rest == originals("calm")[name].text
    built = written.check()
    assert built.codes == []
    after = written.files()
    if name.endswith(".css"):
        after[f"assets/{name}"] = after[f"assets/{name}"].removeprefix(f"{first}\n".encode())
    assert {**after, ".journalgen-manifest.json": b""} == {
        **before,
        ".journalgen-manifest.json": b"",
    }


def test_nothing_is_overwritten(written: Journal) -> None:
    written.write(ABOUT, "Mine")
    copied = theme_command(written, "eject", "calm", "about.html")
    assert copied.code == 2
    assert "I left it as it is" in copied.err
    assert (written.root / ABOUT).read_text() == "Mine"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("clam", "about.html"), "Did you mean “calm”?"),
        (("calm", "abut.html"), "Did you mean “about.html”?"),
        (("calm", "../theme.yaml"), "It has: "),
        (("calm", BLANK), "no template"),
    ],
)
def test_what_isnt_there_is_said(written: Journal, arguments: tuple[str, ...], words: str) -> None:
    copied = theme_command(written, "eject", *arguments)
    assert copied.code == 2
    assert words in copied.err
    assert not (written.root / "theme").exists()


def test_without_a_template_all_are_named(written: Journal) -> None:
    listed = theme_command(written, "eject", "calm")
    assert listed.out.split() == list(originals("calm"))


def test_a_copy_whose_original_has_changed_is_told_of(written: Journal) -> None:
    theme_command(written, "eject", "calm", "about.html")
    theme_command(written, "eject", "calm", "look.css")
    copy = written.root / ABOUT
    digest = originals("calm")["about.html"].digest
    copy.write_text(copy.read_text().replace(digest, "0123456789abcdef"))
    built = written.check()
    (found,) = built.report["diagnostics"]
    assert (found["code"], found["path"], found["line"]) == ("theme-copy-changed", ABOUT, 1)
    assert digest in found["hint"]
    assert built.code == 0
    copy.write_text(copy.read_text().replace("0123456789abcdef", digest))
    assert written.check().codes == []


def test_the_copy_is_made_outside_of_no_journal(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["-C", str(tmp_path), "theme", "eject", "calm", "about.html"])
    assert result.exit_code == 2
    assert tree(tmp_path) == {}


def test_the_folder_may_be_read_only(written: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("journalgen.themes.create", refuse)
    copied = theme_command(written, "eject", "calm", "about.html")
    assert copied.code == 2
    assert "Permission denied" in copied.err
