"""The kinds of files that may be copied into a site, by their endings.

None of them runs anything when a browser opens it; a drawing (`.svg`) could, and is only ever
shown as an image.
"""

from __future__ import annotations

DRAWINGS = frozenset({".svg"})
IMAGES = DRAWINGS.union(".png .jpg .jpeg .gif .webp .avif .bmp".split())
AUDIO = frozenset(".mp3 .m4a .aac .ogg .oga .opus .wav .flac".split())
VIDEO = frozenset(".mp4 .m4v .webm .mov".split())
DOCUMENTS = frozenset(".pdf .txt .rtf .csv .doc .docx .odt .xls .xlsx .ods .ppt .pptx .odp".split())
COPIED = IMAGES | AUDIO | VIDEO | DOCUMENTS

PHONE_IMAGES = frozenset(".heic .heif .hif".split())
"""What phones make unless told otherwise, and browsers don't show."""
_CAMERA_IMAGES = frozenset(".tif .tiff .dng .cr2 .cr3 .nef .arw .raf .orf .rw2".split())
UNSHOWN = PHONE_IMAGES | _CAMERA_IMAGES
"""Images that have to be saved as something else first."""

ATTACHMENTS = COPIED | UNSHOWN
"""All that a link may name."""


def ending_of(path: str) -> str:
    """By what a file's kind is told: `.png`, in lower case."""
    return path[path.rfind(".") :].lower()
