"""Finished clips on disk, found by what they sound like: the only door to ``audio_cache/``.

A clip is two files named by its key in a folder named by the key's first two
digits: ``.frames`` and, written last, ``.json`` (its sidecar). Beside them lies
``.speech``, what the engine sent, so that a change of mastering asks no one again.
Everything here may be deleted at any time; what is missing is made again.
"""

import hashlib
import math
import os
from collections.abc import Callable, Container, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from service.audio.clip_files import LOCKS, ClipFiles
from service.audio.entries import (
    FRAMES,
    SIDECAR,
    SPEECH,
    CacheStats,
    Entry,
    count_entries,
)
from service.audio.far_clips import FarClips, clip_names, names_of
from service.audio.originals import pack_speech, unpack_speech
from service.audio.sidecars import frames_digest, pack_clip
from service.disk import remove, stale_parts, store_errors, write_whole
from service.errors import ClipLostError
from service.locks import PATIENCE_SECONDS, hold_if_free, sweep_locks, take_turn
from service.model import Clip, Speech

_ASKED_AT_ONCE = 500
"""Keys in one question of which are kept."""


class ClipCache:
    """The clips in ``folder``, and behind it those that are ``far``, where there are such.

    Safe to use from several threads and processes at once.

    Methods that write raise StoreError when the disk is full, the folder is
    read-only or something else is in its place.
    """

    def __init__(
        self, folder: Path, patience: float = PATIENCE_SECONDS, far: FarClips | None = None
    ) -> None:
        self._folder = folder
        self._files = ClipFiles(folder)
        self._patience = patience
        self.far = far

    def find(self, key: str) -> Clip | None:
        """The clip named ``key``, or None. Marks it as used now.

        A clip whose files do not match is removed and not there: it is made
        again, never played.
        """
        return self._use(key, self._read(key, self._files.read_clip))

    def describe(self, key: str) -> Clip | None:
        """As :meth:`find`, by the sidecar alone: half the cost for who reads the frames next.

        :meth:`frames` checks those, and no other way leads to them.
        """
        return self._use(key, self._read(key, self._files.read_sidecar))

    def has(self, key: str) -> bool:
        """Whether a clip named ``key`` is there, without reading it."""
        if self._files.path(key, SIDECAR).is_file() and self._files.path(key, FRAMES).is_file():
            return True
        return self.far is not None and self.far.has(clip_names(key))

    def frames(self, key: str, *, sha256: str | None = None) -> bytes:
        """The headerless frames of the clip ``key``, checked.

        By its sidecar, or by ``sha256`` for who has described the clip before. Raises
        ClipLostError when they are missing, broken (then they are removed) or others.
        """
        frames = self._whole_frames(key, sha256)
        if frames is None and self._bring(key):
            frames = self._whole_frames(key, sha256)
        if frames is not None:
            return frames
        self._files.discard_broken(key)
        raise ClipLostError(
            f"Đoạn âm thanh {key} không còn, đã hỏng hoặc đã được thu lại khác đi.",
            f"The clip {key} is missing, broken or was made again with another sound.",
        )

    def keep(
        self,
        clip: Clip,
        frames: bytes,
        speech: Speech | None = None,
        *,
        speech_key: str | None = None,
    ) -> None:
        """The clip is there from now on, whole, even if the power fails.

        ``speech`` is what the engine sent. MPEG parts are kept under
        ``speech_key`` (by default the clip's own key) for :meth:`original`;
        WAV comes from engines that cost nothing to ask again.
        """
        sidecar = pack_clip(clip)
        files = [(clip.key, FRAMES, frames), (clip.key, SIDECAR, sidecar)]
        if speech is not None and speech.media_type == "audio/mpeg":
            files.insert(0, (speech_key or clip.key, SPEECH, pack_speech(speech)))
        self._write(*files)

    def keep_speech(self, speech: Speech, speech_key: str) -> None:
        """What the engine sent for a part of a sentence is kept from now on, where it is MPEG."""
        if speech.media_type == "audio/mpeg":
            self._write((speech_key, SPEECH, pack_speech(speech)))

    def original(self, key: str) -> Speech | None:
        """What the engine once sent, by its ``speech_key``; None when absent or broken."""
        path = self._files.path(key, SPEECH)
        if self.far is not None and not path.exists():
            self.far.bring(key, (SPEECH,), self._files)
        try:
            speech = unpack_speech(path.read_bytes())
        except OSError:  # not there; or not to be read now, and for that no reason to remove it
            return None
        except (ValueError, KeyError, TypeError):
            remove(path)
            return None
        with suppress(OSError):
            os.utime(path)
        return speech

    def making(self, key: str) -> AbstractContextManager[bool]:
        """A lock: of all who make the clip ``key`` at once, one does, the others wait for it.

        Nobody waits for one that stands still for more than a minute, but makes it without
        the lock (False): two may, since a key says what is heard and files are whole.
        """
        return take_turn(self._files.lock_path(key), self._folder, self._patience)

    def making_if_free(self, key: str) -> AbstractContextManager[bool]:
        """As :meth:`making`, but False at once; then nothing is to be made."""
        return hold_if_free(self._files.lock_path(key), self._folder)

    def stats(self) -> CacheStats:
        """How much the cache holds."""
        return count_entries(self._files.entries())

    def prune(
        self,
        limit_bytes: int,
        kept: Callable[[Sequence[str]], Container[str]] = lambda keys: (),
        *,
        used_before: float = math.inf,
    ) -> CacheStats:
        """What was removed to come down to ``limit_bytes``, the least recently used first.

        Nothing goes that ``kept`` keeps of the keys it is asked for, some hundreds at once,
        or that was used since ``used_before`` (seconds since 1970), even if the limit is
        then not reached.
        """
        entries = sorted(self._files.entries(), key=lambda entry: (entry.used, entry.key))
        size = sum(entry.bytes for entry in entries)
        old = [entry for entry in entries if entry.used < used_before * 1e9]
        removed = []
        for begin in range(0, len(old), _ASKED_AT_ONCE):
            if size <= limit_bytes:
                break
            some = old[begin : begin + _ASKED_AT_ONCE]
            keep = kept([entry.key for entry in some])
            for entry in some:
                if size > limit_bytes and entry.key not in keep:
                    self._files.remove(entry.paths)
                    removed.append(entry)
                    size -= entry.bytes
        return count_entries(removed)

    def leftovers(self, before: float) -> tuple[Path, ...]:
        """The files that killed programs left unfinished ``before`` some moment (since 1970)."""
        return stale_parts(self._folder, before)

    def sweep(self, before: float) -> int:
        """How many leftovers from ``before`` some moment, and locks nobody holds, were removed."""
        found = self.leftovers(before)
        for path in found:
            remove(path)
        return len(found) + sweep_locks(self._folder / LOCKS, before)

    def verify(self) -> tuple[str, ...]:
        """The keys of broken clips and originals, in order; they are now removed."""
        return tuple(entry.key for entry in self._files.entries() if not self._is_sound(entry))

    def _is_sound(self, entry: Entry) -> bool:
        if entry.holds(SPEECH) and self.original(entry.key) is None:
            return False
        if not entry.holds(SIDECAR) and not entry.holds(FRAMES):
            return True
        with store_errors(self._folder, "đọc", "read"):
            if self._files.read_clip(entry.key) is not None:
                return True
            with self.making(entry.key):  # perhaps it is being written just now
                if self._files.read_clip(entry.key) is not None:
                    return True
                self._files.discard(entry.key)
                return False

    def _read(self, key: str, read: Callable[[str], Clip | None]) -> Clip | None:
        """What ``read`` finds here, or then in what was brought from afar."""
        clip = None
        with suppress(OSError):
            clip = read(key)
        if clip is None and self._bring(key):
            with suppress(OSError):
                clip = read(key)
        return clip

    def _whole_frames(self, key: str, sha256: str | None) -> bytes | None:
        with suppress(OSError, ValueError):
            told = sha256 or frames_digest(self._files.read(key, SIDECAR))
            frames = self._files.read(key, FRAMES)
            if told == hashlib.sha256(frames).hexdigest():
                return frames
        return None

    def _write(self, *files: tuple[str, str, bytes]) -> None:
        """Key, ending and content of each: here, then afar, in their order."""
        with store_errors(self._folder):
            write_whole(*((self._files.path(key, end), content) for key, end, content in files))
        if self.far is not None:
            self.far.send((names_of(key, (end,))[0], content) for key, end, content in files)

    def _bring(self, key: str) -> bool:
        """Whether a clip was far, and is here now."""
        return self.far is not None and self.far.bring(key, (FRAMES, SIDECAR), self._files)

    def _use(self, key: str, clip: Clip | None) -> Clip | None:
        """``clip``, now marked as used; what is left of none is removed."""
        if clip is None:
            self._files.discard_broken(key)
            return None
        with suppress(OSError):  # a read-only cache can still be read
            os.utime(self._files.path(key, SIDECAR))
        return clip
