"""The charts of a document: the same drawings as on the screen, as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from campaign.services.document_models import DocumentPicture, DocumentView


def document_pictures(view: DocumentView) -> tuple[DocumentPicture, ...]:  # noqa: ARG001 - until charts become pictures
    """Return the charts that have something to show, in Vietnamese."""
    return ()
