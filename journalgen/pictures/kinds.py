"""Tell by its first bytes what a picture is, whatever its file is called."""

from __future__ import annotations

JPEG, PNG, GIF, WEBP, AVIF, BMP = "JPEG", "PNG", "GIF", "WebP", "AVIF", "BMP"
HEIC, TIFF = "HEIC", "TIFF"

ENDINGS = {
    JPEG: frozenset({".jpg", ".jpeg"}),
    PNG: frozenset({".png"}),
    GIF: frozenset({".gif"}),
    WEBP: frozenset({".webp"}),
    AVIF: frozenset({".avif"}),
    BMP: frozenset({".bmp"}),
}
"""By kind: what the names of such files end in."""

_STARTS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"BM", BMP),
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIC_BRANDS = frozenset(b"heic heix heim heis hevc hevx hevm hevs mif1 msf1".split())


def kind_of(data: bytes) -> str:
    """One of the names above; empty for anything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp":
        return _by_brands(data)
    return next((kind for start, kind in _STARTS if data.startswith(start)), "")


def _by_brands(data: bytes) -> str:
    """Of a container that many kinds share: its first box names those it can be read as."""
    box = data[8 : min(int.from_bytes(data[:4], "big"), 256)]
    brands = {box[at : at + 4] for at in range(0, len(box), 4)}
    if brands & _AVIF_BRANDS:
        return AVIF
    return HEIC if brands & _HEIC_BRANDS else ""
