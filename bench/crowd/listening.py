"""The crowd: players, apps that ask for the feed, and an editor's system that saves."""

import asyncio
import random
import socket
import time
from collections import Counter
from dataclasses import dataclass, field

PACE = 8_000
"""Bytes a second of 64 kbit/s."""
_PATIENCE_S = 20.0


@dataclass
class Crowd:
    """Where it listens, and what it met."""

    port: int
    recording: str
    token: str
    until: float
    heard: Counter[str] = field(default_factory=Counter)
    feed_ms: list[float] = field(default_factory=list)
    saved_ms: list[float] = field(default_factory=list)
    least_bytes: list[int] = field(default_factory=list)

    async def come(self, listeners: int, polls_a_second: int) -> None:
        """All of them at once, until the end of the time."""
        await asyncio.gather(
            *(self._play(number) for number in range(listeners)),
            self._poll(polls_a_second),
            self._save(),
        )

    async def _play(self, number: int) -> None:
        """Listen from the beginning, at the pace of playing, and seek now and then."""
        chance = random.Random(number)
        await asyncio.sleep(chance.uniform(0, 3))
        begin, total = 0, 0
        while time.monotonic() < self.until:
            try:
                total += await self._hear(number, begin, chance.uniform(3, 8))
            except (OSError, TimeoutError) as e:
                self.heard[type(e).__name__] += 1
                await asyncio.sleep(1)
            begin = chance.randrange(5_000_000)
        self.least_bytes.append(total)

    async def _hear(self, number: int, begin: int, seconds: float) -> int:
        loop, got = asyncio.get_running_loop(), 0
        with await self._connect(f"127.0.{1 + number // 250}.{1 + number % 250}") as sock:
            named = ("User-Agent: AntennaPod/3.5.0", f"Range: bytes={begin}-")  # is counted
            head = self._request("GET", self.recording, *named)
            await loop.sock_sendall(sock, head)
            first = await asyncio.wait_for(loop.sock_recv(sock, 4096), _PATIENCE_S)
            self.heard[first[9:12].decode() or "closed"] += 1
            ends = min(self.until, time.monotonic() + seconds)
            while time.monotonic() < ends and first.startswith(b"HTTP/1.1 206"):
                await asyncio.sleep(0.5)
                got += len(await asyncio.wait_for(loop.sock_recv(sock, PACE // 2), _PATIENCE_S))
        return got

    async def _poll(self, a_second: int) -> None:
        """``a_second`` requests for the feed, whether or not the earlier ones are answered."""
        tasks, begun = set(), time.monotonic()
        for number in range(1_000_000):
            due = begun + number / a_second
            if due >= self.until:
                break
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            tasks.add(task := asyncio.ensure_future(self._ask_feed(number)))
            task.add_done_callback(tasks.discard)
        await asyncio.gather(*tasks)

    async def _ask_feed(self, number: int) -> None:
        begun = time.monotonic()
        try:
            address = f"127.0.{100 + number // 250 % 100}.{1 + number % 250}"
            answer = await asyncio.wait_for(
                self._ask(address, self._request("GET", "/feed.xml", "Connection: close")),
                _PATIENCE_S,
            )
        except (OSError, TimeoutError) as e:
            self.heard[f"feed {type(e).__name__}"] += 1
            answer = b""
        else:
            self.heard[f"feed {answer[9:12].decode() or 'closed'}"] += 1
        self.feed_ms.append((time.monotonic() - begun) * 1000)

    async def _save(self) -> None:
        """An article put in every two seconds, each time another text."""
        number = 0
        while time.monotonic() < self.until:
            number, begun = number + 1, time.monotonic()
            body = f"Bài số {number}\n\nCâu một của bài. Câu hai của bài số {number}.".encode()
            request = self._request(
                "PUT",
                "/api/v1/articles/bai",
                f"Authorization: Bearer {self.token}",
                "Content-Type: text/plain; charset=utf-8",
                f"Content-Length: {len(body)}",
                "Connection: close",
            )
            try:
                answer = await asyncio.wait_for(self._ask("127.0.0.1", request + body), _PATIENCE_S)
                self.heard[f"saved {answer[9:12].decode() or 'closed'}"] += 1
            except (OSError, TimeoutError) as e:
                self.heard[f"saved {type(e).__name__}"] += 1
            self.saved_ms.append((time.monotonic() - begun) * 1000)
            await asyncio.sleep(2)

    async def _ask(self, address: str, request: bytes) -> bytes:
        loop, answer = asyncio.get_running_loop(), b""
        with await self._connect(address) as sock:
            await loop.sock_sendall(sock, request)
            while part := await loop.sock_recv(sock, 65_536):
                answer += part
        return answer

    async def _connect(self, address: str) -> socket.socket:
        """A connection from ``address``, of loopback: each listener has one of its own."""
        sock = socket.socket()
        try:
            sock.setblocking(False)
            # A small window: what is not read waits at the server, as with a real player.
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
            sock.bind((address, 0))
            connecting = asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", self.port))
            await asyncio.wait_for(connecting, _PATIENCE_S)
        except BaseException:
            sock.close()
            raise
        return sock

    def _request(self, method: str, path: str, *headers: str) -> bytes:
        return "\r\n".join(
            (f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", "")
        ).encode()
