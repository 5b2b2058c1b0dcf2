"""The kinds of files that may be copied into a site, by their endings.

None of them runs anything when a browser opens it; a drawing (`.svg`) could, and is only ever
shown as an image.
"""

from __future__ import annotations

IMAGES = frozenset(".png .jpg .jpeg .gif .webp .avif .bmp .svg".split())
AUDIO = frozenset(".mp3 .m4a .aac .ogg .oga .opus .wav .flac".split())
VIDEO = frozenset(".mp4 .m4v .webm .mov".split())
DOCUMENTS = frozenset(".pdf .txt .rtf .csv .doc .docx .odt .xls .xlsx .ods .ppt .pptx .odp".split())
ATTACHMENTS = IMAGES | AUDIO | VIDEO | DOCUMENTS
