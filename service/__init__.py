"""Loa: the path of the data.

    Source ─► Article ─► Revision ─► Segment* ─► Utterance* ─► Clip* ─► Span* ─► Edition ─► Episode
              what is    one text    printed     said, with    heard    placed   one        guid,
              published  version                 its trace                       record     for ever

A **Segment** is printed, an **Utterance** is said, a **Clip** is heard. One id
runs from text to sound: the segment's id, derived from its content, is the id
of its cue. Cues and audio agree because both come from the same Spans, counted
in samples. Outputs (feed, page, captions, chapters) are pure projections of an
Episode.
"""
