"""Write the parts of the documents that come from the code.

python -m tests.documents
"""

from __future__ import annotations

from tests.documents.parts import DOCUMENTS, current

for path in DOCUMENTS:
    path.write_text(current(path), "utf-8")
