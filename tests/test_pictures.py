"""Pictures on pages: nothing of what was noted in them, upright, with their size, and bounded."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageSequence, PngImagePlugin

from journalgen.pictures.copies import copy_of, look_at
from journalgen.pictures.stripped import MalformedError
from tests.conftest import TODAY, Journal
from tests.picture import (
    HEIC_START,
    chunk,
    exif_with,
    opened,
    picture,
    profile_with,
    saved,
    segment,
)

SECRET = b"SECRET-52N13E"
ENTRY = "entries/2026-03-04.md"
PAGE = "entries/2026-03-04.html"
LARGE, LITTLE = (1700, 200), (40, 24)


def show(journal: Journal, **files: bytes) -> None:
    """Write an entry that shows files of attachments/, each in a paragraph of its own.

    `a_png=…` is `a.png`.
    """
    names = {name.replace("_", "."): content for name, content in files.items()}
    for name, content in names.items():
        journal.write(f"attachments/{name}", content)
    journal.write(ENTRY, "\n\n".join(f"![{name}](../attachments/{name})" for name in names))


def copied(journal: Journal) -> dict[str, bytes]:
    """The site's copies, by their names in assets/files."""
    start = "assets/files/"
    files = journal.files().items()
    return {name.removeprefix(start): data for name, data in files if name.startswith(start)}


# What was noted in a picture


def _jpeg(size: tuple[int, int], turn: int) -> bytes:
    """With all that cameras, phones and editors leave in one, and something behind its end."""
    thumbnail = saved(Image.new("RGB", (16, 12), "red"), "JPEG", comment=SECRET)
    exif = exif_with(SECRET, turn)
    exif.get_ifd(0x8769)[0x927C] = SECRET
    data = picture(size, "JPEG", exif=exif, icc_profile=profile_with(SECRET), comment=SECRET)
    noted = (
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"),
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04" + SECRET),
        segment(0xE0, b"JFXX\x00\x10" + thumbnail),
        segment(0xE1, b"Exif\x00\x00" + _exif_with_thumbnail(thumbnail)),
        segment(0xE2, b"MPF\x00" + SECRET),
        segment(0xEB, SECRET),
        segment(0xFE, SECRET),
    )
    return data[:2] + _jfif_with_thumbnail() + b"".join(noted) + data[2:] + thumbnail + SECRET


def _exif_with_thumbnail(thumbnail: bytes) -> bytes:
    """Exif data whose second directory holds a small picture."""
    second = (
        b"\x00\x02\x02\x01\x00\x04\x00\x00\x00\x01\x00\x00\x00\x2c\x02\x02\x00\x04\x00\x00\x00\x01"
    )
    size = len(thumbnail).to_bytes(4, "big")
    return b"MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x0e" + second + size + bytes(4) + thumbnail


def _jfif_with_thumbnail() -> bytes:
    pixels = (SECRET * 12)[:147]
    return segment(0xE0, b"JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x07\x07" + pixels)


def _png(size: tuple[int, int], turn: int) -> bytes:
    noted = PngImagePlugin.PngInfo()
    noted.add_text("Comment", SECRET.decode())
    noted.add_text("Location", SECRET.decode(), zip=True)
    noted.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{SECRET.decode()}</x:xmpmeta>")
    noted.add_itxt("Author", SECRET.decode(), zip=True)
    options: dict[str, Any] = {"pnginfo": noted, "exif": exif_with(SECRET, turn)}
    data = picture(size, "PNG", icc_profile=profile_with(SECRET), **options)
    end = len(data) - 12
    more = chunk(b"tIME", b"\x07\xea\x03\x04\x0a\x1f\x05") + chunk(b"prVt", SECRET)
    more += chunk(b"tEXt", b"Behind the pixels\x00" + SECRET)
    return data[:end] + more + data[end:] + SECRET


def _gif(size: tuple[int, int], _turn: int) -> bytes:
    data = picture(size, "GIF", comment=SECRET)
    start = 13 + 3 * 2 ** ((data[10] & 7) + 1)
    block = bytes((len(SECRET),)) + SECRET + b"\x00"
    xmp = b"\x21\xff\x0bXMP DataXMP" + block
    text = b"\x21\x01\x0c" + bytes(12) + block
    return data[:start] + xmp + text + b"\x21\xfe" + block + data[start:] + SECRET


def _webp(size: tuple[int, int], turn: int) -> bytes:
    noted: dict[str, Any] = {"exif": exif_with(SECRET, turn), "xmp": SECRET}
    noted["icc_profile"] = profile_with(SECRET)
    data = picture(size, "WEBP", **noted)
    more = b"priv" + len(SECRET).to_bytes(4, "little") + SECRET + bytes(len(SECRET) % 2)
    return b"RIFF" + (len(data) - 8 + len(more)).to_bytes(4, "little") + data[8:] + more + SECRET


def _avif(size: tuple[int, int], turn: int) -> bytes:
    noted: dict[str, Any] = {"exif": exif_with(SECRET, turn), "xmp": SECRET}
    noted["icc_profile"] = profile_with(SECRET)
    return picture(size, "AVIF", **noted) + SECRET


def _bmp(size: tuple[int, int], _turn: int) -> bytes:
    return picture(size, "BMP") + SECRET


_KINDS: dict[str, Callable[[tuple[int, int], int], bytes]] = {
    "jpg": _jpeg, "png": _png, "gif": _gif, "webp": _webp, "avif": _avif, "bmp": _bmp,
}  # fmt: skip
_NOTED = (
    SECRET,
    SECRET[:8],
    b"Exif",
    b"xmp",
    b"XMP",
    b"GPS",
    b"Photoshop",
    b"JFXX",
    b"MPF",
    b"2026:03",
)


def _all_bytes(data: bytes) -> bytes:
    """The bytes of a file, and those that are packed in the chunks of a PNG."""
    if not data.startswith(b"\x89PNG"):
        return data
    at, parts = 8, [data]
    while at < len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        content = data[at + 8 : at + 8 + size]
        if name not in (b"IDAT", b"fdAT"):
            for start in range(len(content)):
                try:
                    parts.append(zlib.decompressobj().decompress(content[start:]))
                except zlib.error:
                    continue
        at += 12 + size
    return b"\n".join(parts)


@pytest.mark.parametrize("size", [LITTLE, LARGE], ids=["little", "large"])
@pytest.mark.parametrize("turn", [1, 6])
@pytest.mark.parametrize("kind", _KINDS)
def test_nothing_of_what_was_noted_is_in_the_site(
    journal: Journal, kind: str, turn: int, size: tuple[int, int]
) -> None:
    """Words, places, times, names, thumbnails, second pictures, and what lies behind the end."""
    planted = _KINDS[kind](size, turn)
    assert SECRET in planted
    path = journal.write(f"attachments/a.{kind}", planted)
    journal.write(ENTRY, f"![sea](../attachments/a.{kind}) [it](../attachments/a.{kind})")
    assert journal.check().codes == []
    assert len(copied(journal)) == (2 if size == LARGE else 1)
    for name, data in journal.files().items():
        found = [noted for noted in _NOTED if noted in _all_bytes(data)]
        assert found == [] or not name.startswith("assets/files/"), name
        assert SECRET not in data, name
    for data in copied(journal).values():
        image = opened(data)
        assert not image.getexif()
        assert set(image.info) <= _SAYS_NOTHING
    assert path.read_bytes() == planted


_SAYS_NOTHING = {
    "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression", "icc_profile",
    "adobe", "adobe_transform", "background", "version", "duration", "loop", "timestamp", "extension",
    "transparency", "dpi", "gamma", "srgb",
}  # fmt: skip


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_colours_stay(kind: str) -> None:
    """A profile that swaps red and green does so still, and says nothing."""
    curves = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    swapped = bytearray(curves.tobytes())
    red, green = swapped.index(b"rXYZ"), swapped.index(b"gXYZ")
    swapped[red : red + 4], swapped[green : green + 4] = b"gXYZ", b"rXYZ"
    formats = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
    data = picture(LITTLE, formats[kind], icc_profile=bytes(swapped))
    copy = opened(copy_of(data, look_at(data, f".{kind}"), small=False))
    pixel = ImageCms.profileToProfile(copy.convert("RGB"), _profile(copy), curves)
    assert pixel is not None
    assert pixel.getchannel("G").getpixel((2, 2)) in range(250, 256)  # red is green


def _profile(image: Image.Image) -> ImageCms.ImageCmsProfile:
    from io import BytesIO

    return ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))


# How it is shown


def test_a_page_gives_the_size_and_loads_late(journal: Journal) -> None:
    show(journal, a_png=picture((40, 24)))
    journal.build()
    image = '<img src="../assets/files/a.png" alt="a.png" width="40" height="24" loading="lazy">'
    assert f"<p>{image}</p>" in journal.page(PAGE)


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_upright(kind: str, turn: int) -> None:
    """The same picture, held in each of eight ways; upright its left upper quarter is red."""
    stored = opened(picture((1800, 1200), "PNG"))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    held = stored.transpose(Image.Transpose(back[turn])) if turn > 1 else stored
    exif = exif_with(SECRET, turn)
    data = saved(held, kind, exif=exif)
    found = look_at(data, f".{kind.lower()}")
    assert (found.width, found.height) == (1800, 1200)
    for small, size in ((False, (1800, 1200)), (True, (1600, 1067))):
        copy = opened(copy_of(data, found, small=small)).convert("RGB")
        assert copy.size == size
        assert _is_red(copy, 0.25, 0.25)
        assert not _is_red(copy, 0.75, 0.25)
        assert not _is_red(copy, 0.25, 0.75)


def _is_red(image: Image.Image, x: float, y: float) -> bool:
    pixel = image.getpixel((int(image.width * x), int(image.height * y)))
    assert isinstance(pixel, tuple)
    return pixel[0] > 200 and pixel[1] < 60


def test_a_large_picture_leads_to_its_full_size(journal: Journal) -> None:
    journal.write("attachments/a.jpg", picture((3200, 1000), "JPEG"))
    journal.write(ENTRY, '![The "sea"](../attachments/a.jpg) ![](../attachments/a.jpg)')
    assert journal.check().codes == []
    full, small = "../assets/files/a.jpg", "../assets/files/smaller/a.jpg"
    size = 'width="1600" height="500" loading="lazy"'
    assert (
        f'<a class="picture" href="{full}" aria-label="The &quot;sea&quot;, full size">'
        f'<img src="{small}" alt="The &quot;sea&quot;" {size}></a>'
    ) in journal.page(PAGE)
    assert f'aria-label="Full size"><img src="{small}" alt="" {size}>' in journal.page(PAGE)
    assert opened(copied(journal)["a.jpg"]).size == (3200, 1000)
    assert opened(copied(journal)["smaller/a.jpg"]).size == (1600, 500)


def test_a_picture_within_a_link_leads_where_the_link_does(journal: Journal) -> None:
    journal.write("attachments/a.png", picture(LARGE))
    journal.write(ENTRY, "[![sea](../attachments/a.png)](https://example.org)")
    journal.build()
    paragraph = journal.page(PAGE).partition("example.org")[2].partition("</p>")[0]
    assert "<img" in paragraph
    assert "<a" not in paragraph


def test_a_picture_that_is_only_linked_has_no_smaller_copy(journal: Journal) -> None:
    journal.write("attachments/a.png", picture(LARGE))
    journal.write(ENTRY, "[sea](../attachments/a.png)")
    journal.build()
    assert list(copied(journal)) == ["a.png"]


def test_pictures_of_one_name_stay_apart(journal: Journal) -> None:
    show(journal, a_png=picture(LARGE), a_jpg=picture(LARGE, "JPEG"), a_bmp=picture(LARGE, "BMP"))
    journal.write("attachments/smaller/a.png", picture(LITTLE))
    journal.write("entries/2026-03-05.md", "![](../attachments/smaller/a.png)")
    journal.build()
    names = {re.sub("-[0-9a-f]{8}", "-#", name) for name in copied(journal)}
    full = {"a.jpg", "a.png", "a-#.png"}
    assert names == full | {f"smaller/{name}" for name in full}
    assert len(copied(journal)) == 7


def test_names_of_a_discreet_journal_say_nothing(journal: Journal) -> None:
    journal.write("journal.yaml", "discreet: yes")
    show(journal, harbour_jpg=picture(LARGE, "JPEG"))
    assert journal.check().codes == []
    assert not [name for name in journal.files() if "harbour" in name or "smaller" in name]
    page = next(text for text in journal.files().values() if b'class="picture"' in text).decode()
    for address in re.findall(r'(?:src|href)="\.\./([^"]+\.jpg)"', page):
        assert (journal.site / address).is_file()


# What it is made of


def _sixteen_bits() -> bytes:
    """A PNG with 16 bits for each of red, green and blue, which Pillow doesn't keep."""
    rows = b"".join(b"\x00" + bytes(range(24)) for _row in range(3))
    header = b"\x00\x00\x00\x04\x00\x00\x00\x03\x10\x02\x00\x00\x00"
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _in_mode(mode: str) -> bytes:
    image = Image.linear_gradient("L").resize((64, 48))
    grey = image.convert("I") if mode == "I;16" else image.convert("RGB")
    return saved(grey.convert(mode), "PNG")


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "I;16"])
def test_a_png_keeps_every_pixel(mode: str) -> None:
    data = _in_mode(mode)
    copy = opened(copy_of(data, look_at(data, ".png"), small=False))
    assert copy.mode == opened(data).mode
    assert copy.tobytes() == opened(data).tobytes()


def test_a_png_keeps_sixteen_bits() -> None:
    data = _sixteen_bits()
    assert copy_of(data, look_at(data, ".png"), small=False) == data


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_kind_gets_a_smaller_copy(mode: str) -> None:
    data = saved(opened(_in_mode(mode)).resize((1800, 90)), "PNG")
    copy = opened(copy_of(data, look_at(data, ".png"), small=True))
    assert copy.size == (1600, 80)


def test_what_can_be_seen_through_stays_so_in_the_smaller_copy() -> None:
    image = Image.new("P", (1800, 90), 1)
    image.putpalette([0, 0, 0, 255, 0, 0])
    data = saved(image, "PNG", transparency=1)
    copy = opened(copy_of(data, look_at(data, ".png"), small=True)).convert("RGBA")
    assert copy.getpixel((800, 40)) == (0, 0, 0, 0)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_keeps_every_pixel(mode: str, *, progressive: bool) -> None:
    """In grey, colour and the colours of printers, loaded in steps or not."""
    image = opened(picture((1700, 300))).convert(mode)
    data = saved(image, "JPEG", progressive=progressive, comment=SECRET)
    found = look_at(data, ".jpg")
    assert opened(copy_of(data, found, small=False)).tobytes() == opened(data).tobytes()
    assert opened(copy_of(data, found, small=True)).mode == mode


@pytest.mark.parametrize(("kind", "ending"), [("GIF", ".gif"), ("PNG", ".png"), ("WEBP", ".webp")])
def test_moving_pictures_move_on(journal: Journal, kind: str, ending: str) -> None:
    """Six frames of different lengths, played three times, larger than what gets a smaller copy."""
    frames = [Image.new("RGB", (1700, 30), (40 * step, 0, 0)) for step in range(6)]
    times = [100, 200, 300, 400, 500, 600]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=times, loop=3)
    show(journal, **{f"a{ending.replace('.', '_')}": data})
    assert journal.check().codes == []
    copies = copied(journal)
    assert list(copies) == [f"a{ending}"]
    assert 'width="1700" height="30"' in journal.page(PAGE)
    assert _frames(copies[f"a{ending}"]) == _frames(data)
    assert opened(copies[f"a{ending}"]).info.get("loop") == 3


def _frames(data: bytes) -> list[tuple[object, bytes]]:
    image = opened(data)
    return [(frame.info.get("duration"), frame.convert("RGBA").tobytes())
            for frame in ImageSequence.Iterator(image)]  # fmt: skip


# What isn't shown


def _bomb() -> bytes:
    """A PNG of 400 million pixels in a few hundred kilobytes."""
    header = (20_000).to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"
    rows = zlib.compress(bytes(20_000 * 2501), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def _many_frames() -> bytes:
    """A GIF of 6,000 frames of a pixel each."""
    frame = b"\x2c" + bytes(4) + b"\x01\x00\x01\x00\x00" + b"\x02\x02\x4c\x01\x00"
    table = b"\x00\x00\x00\xff\xff\xff"
    return b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + table + frame * 6000 + b";"


def _many_scans() -> bytes:
    """A JPEG that is drawn again and again."""
    data = picture((64, 48), "JPEG", progressive=True)
    scan = data.rindex(b"\xff\xda")
    return data[:scan] + data[scan:-2] * 500 + b"\xff\xd9"


_NOT_SHOWN = {
    "HEIC": ("a.heic", HEIC_START, "image-phone"),
    "HEIC under another name": ("a.jpg", HEIC_START, "image-phone"),
    "TIFF": ("a.tiff", picture(kind="TIFF"), "image-camera"),
    "TIFF under another name": ("a.png", picture(kind="TIFF"), "image-camera"),
    "raw": ("a.dng", b"II*\x00", "image-camera"),
    "nothing": ("a.png", b"", "image-unreadable"),
    "text": ("a.png", b"a text", "image-unreadable"),
    "HTML": ("a.png", b"<!doctype html><script>alert(1)</script>", "image-unreadable"),
    "SVG under another name": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image-unreadable"),
    "a photo as a drawing": ("a.svg", picture(kind="JPEG", comment=SECRET), "image-unreadable"),
    "PostScript": ("a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "image-unreadable"),
    "half a PNG": ("a.png", picture((300, 200))[:300], "image-unreadable"),
    "half a JPEG": ("a.jpg", picture((300, 200), "JPEG")[:900], "image-unreadable"),
    "half a GIF": ("a.gif", picture((300, 200), "GIF")[:300], "image-unreadable"),
    "half a WebP": ("a.webp", picture((300, 200), "WEBP")[:100], "image-unreadable"),
    "half an AVIF": ("a.avif", picture((300, 200), "AVIF")[:400], "image-unreadable"),
    "half a BMP": ("a.bmp", picture((300, 200), "BMP")[:400], "image-unreadable"),
    "signature alone": ("a.jpg", b"\xff\xd8\xff\xe0\x00", "image-unreadable"),
    "bomb": ("a.png", _bomb(), "image-too-large"),
    "too many frames": ("a.gif", _many_frames(), "image-too-large"),
    "too many scans": ("a.jpg", _many_scans(), "image-too-large"),
}  # fmt: skip


@pytest.mark.parametrize("case", _NOT_SHOWN)
def test_what_cannot_be_shown_is_said_and_the_rest_is_built(journal: Journal, case: str) -> None:
    name, content, code = _NOT_SHOWN[case]
    journal.write(f"attachments/{name}", content)
    journal.write(ENTRY, f"A day.\n\n![The sea](../attachments/{name}) [it](../attachments/{name})")
    built = journal.check()
    assert built.code == 0
    first = next(found for found in built.report["diagnostics"] if found["code"] == code)
    assert (first["code"], first["path"], first["line"], first["column"]) == (code, ENTRY, 3, 1)
    assert set(built.codes) <= {code, "attachment-kind"}
    assert "{" not in first["message"] + first["hint"]
    text = journal.text(PAGE)
    assert f"The sea (../attachments/{name}: this picture isn’t shown)" in text
    assert f"it (../attachments/{name})" in text
    assert copied(journal) == {}


def test_a_codec_that_is_missing_means_no_copy(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journalgen.pictures.pixels.features.check", lambda name: False)
    show(journal, a_webp=picture(LITTLE, "WEBP", xmp=SECRET))
    assert journal.check().codes == ["image-uncleanable"]
    assert copied(journal) == {}


def test_a_picture_by_another_ending_is_shown_and_said(journal: Journal) -> None:
    show(journal, a_png=picture(LITTLE, "JPEG", comment=SECRET))
    built = journal.check()
    assert built.codes == ["image-misnamed"]
    assert "is a JPEG" in built.report["diagnostics"][0]["message"]
    assert 'src="../assets/files/a.png" alt="a.png" width="40"' in journal.page(PAGE)
    assert SECRET not in copied(journal)["a.png"]


@pytest.mark.parametrize(
    ("others", "codes"),
    [([], ["image-phone-unused"]), (["IMG_1.jpg"], []), (["IMG_2.jpg"], ["image-phone-unused"])],
)
def test_a_picture_of_a_phone_that_lies_there(
    journal: Journal, others: list[str], codes: list[str]
) -> None:
    """Nobody names it; there is one saved as JPEG, or there isn't."""
    journal.write(ENTRY, "A day.")
    for name in ("IMG_1.HEIC", *others):
        journal.write(f"attachments/{name}", HEIC_START)
    built = journal.check()
    assert built.codes == codes
    assert all("Most Compatible" in found["hint"] for found in built.report["diagnostics"])


def test_files_that_are_built_oddly_are_shown(journal: Journal) -> None:
    """Bytes between the parts of a JPEG; a PNG and a GIF without an end."""
    photo = picture(LITTLE, "JPEG")
    place = photo.index(b"\xff\xdb")
    odd = photo[:place] + SECRET + photo[place:]
    show(journal, a_jpg=odd, b_png=picture(LITTLE)[:-12], c_gif=picture(LITTLE, "GIF")[:-1])
    assert journal.check().codes == []
    assert [opened(data).convert("RGB").size for data in copied(journal).values()] == [LITTLE] * 3
    assert SECRET not in copied(journal)["a.jpg"]


@given(data=st.data())
def test_no_bytes_stop_a_build(data: st.DataObject) -> None:
    """Pictures with bytes changed, taken out and put in; what is found sound can be copied."""
    kind = data.draw(st.sampled_from(sorted(_KINDS)))
    content = bytearray(_WHOLE[kind])
    for _change in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 8))
        content[at : at + length] = data.draw(st.binary(max_size=8))
    found = look_at(bytes(content), f".{kind}")
    if not found.problem:
        assert copy_of(bytes(content), found, small=False)
        if found.smaller:
            assert copy_of(bytes(content), found, small=True)


_WHOLE = {kind: make(LITTLE, 6) for kind, make in _KINDS.items()}


# Other files


def test_sound_documents_and_drawings_are_copied_as_they_are(journal: Journal) -> None:
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><title>SECRET</title></svg>"
    show(journal, a_mp3=b"ID3" + SECRET, a_pdf=b"%PDF-1.4 " + SECRET, a_svg=drawing)
    assert journal.check().codes == []
    assert copied(journal) == {
        "a.mp3": b"ID3" + SECRET, "a.pdf": b"%PDF-1.4 " + SECRET, "a.svg": drawing,
    }  # fmt: skip
    page = journal.page(PAGE)
    assert '<audio controls preload="none" src="../assets/files/a.mp3">' in page
    assert '<a href="../assets/files/a.pdf">a.pdf</a>' in page
    assert '<img src="../assets/files/a.svg" alt="a.svg" loading="lazy">' in page


def test_a_drawing_is_only_ever_an_image(journal: Journal) -> None:
    journal.write("attachments/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    journal.write(
        ENTRY, "![a](../attachments/a.svg) [a](../attachments/a.svg)\n[[a.svg]] ![[a.svg]]"
    )
    assert journal.check().codes == ["attachment-kind", "attachment-kind"]
    assert set(re.findall(r'(\w+)="[^"]*files/a\.svg"', journal.page(PAGE))) == {"src"}


# Building again


def test_a_picture_that_has_not_changed_is_not_looked_at_again(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(journal, a_jpg=picture(LARGE, "JPEG"))
    journal.build()
    files = copied(journal)
    for name in ("look_at", "copy_of"):
        monkeypatch.setattr(f"journalgen.pictures.copies.{name}", None)
    with (journal.root / ENTRY).open("a") as file:
        file.write("\n\nMore.")
    (journal.root / "attachments/a.jpg").touch()
    built = journal.check()
    assert built.codes == []
    assert "More." in journal.text(PAGE)
    assert copied(journal) == files


def test_other_pixels_of_the_same_size_change_no_page(journal: Journal) -> None:
    show(journal, a_jpg=picture(LARGE, "JPEG"))
    journal.build()
    journal.write("attachments/a.jpg", picture(LARGE, "JPEG", colour="navy"))
    assert journal.check().report["written"] == 2


def test_another_size_changes_its_page(journal: Journal) -> None:
    show(journal, a_jpg=picture(LARGE, "JPEG"))
    journal.build()
    journal.write("attachments/a.jpg", picture((20, 10), "JPEG"))
    journal.build()
    assert list(copied(journal)) == ["a.jpg"]
    assert 'width="20" height="10"' in journal.page(PAGE)


def test_pillow_is_imported_only_for_new_pictures(journal: Journal) -> None:
    show(journal, a_jpg=picture(LARGE, "JPEG"))
    journal.build()
    with (journal.root / ENTRY).open("a") as file:
        file.write("\n\nMore.")
    code = (
        "import atexit, sys; atexit.register(lambda: print('PIL' in sys.modules))\n"
        "from journalgen.cli import cli\n"
        f"cli(['build', {str(journal.root)!r}, '--today', {TODAY!r}], standalone_mode=False)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Built: 1 entry" in ran.stdout
    assert ran.stdout.endswith("False\n")


def test_a_picture_that_changes_while_it_is_copied_stops_with_a_sentence(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy(*_arguments: object, small: bool) -> bytes:
        raise MalformedError

    show(journal, a_jpg=picture(LITTLE, "JPEG"))
    monkeypatch.setattr("journalgen.pictures.copies.copy_of", copy)
    built = journal.check()
    assert (built.code, built.codes) == (2, ["output-unwritable"])
    monkeypatch.undo()
    assert journal.check().codes == []


def test_a_strict_build_stops_before_anything_is_written(journal: Journal) -> None:
    show(journal, a_png=b"text")
    assert journal.build("--strict").code == 1
    assert not Path(journal.site).exists()
