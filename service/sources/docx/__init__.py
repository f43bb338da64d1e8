"""Word files (DOCX, ISO/IEC 29500): unpacked within bounds, then made HTML by mammoth."""

from service.sources.docx.reading import render_docx

__all__ = ["render_docx"]
