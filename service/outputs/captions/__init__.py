"""An edition's captions, as files of several forms, and its transcripts."""

from service.outputs.captions.placing import captions
from service.outputs.captions.subrip import render_srt
from service.outputs.captions.transcript import render_transcript_json, render_transcript_text
from service.outputs.captions.webvtt import render_vtt

__all__ = [
    "captions",
    "render_srt",
    "render_transcript_json",
    "render_transcript_text",
    "render_vtt",
]
