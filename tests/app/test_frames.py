"""A frame of the channel is unpacked only if its parts lie inside it."""

from __future__ import annotations

import struct

import pytest

from artplan.app.frames import is_sound


def older(count: int, *offsets: int, rest: bytes = b"{}") -> bytes:
    return struct.pack(f"!I{len(offsets)}I", count, *offsets) + rest


def v1(count: int, *offsets: int, rest: bytes = b"shell{}{}{}{}") -> bytes:
    return struct.pack(f"<Q{len(offsets)}Q", count, *offsets) + rest


@pytest.mark.parametrize(
    "frame",
    [
        older(1, 8),
        older(2, 12, 14, rest=b"{}buffer"),
        older(3, 16, 18, 18),  # two empty buffers
    ],
)
def test_a_frame_of_the_older_format_is_sound(frame: bytes) -> None:
    assert is_sound(frame, v1=False)


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\0\0\0",
        older(0),
        older(0x05000000, rest=b"x" * 40),  # of these 44 bytes, Jupyter makes 2.9 GB
        older(0xFFFFFFFF, rest=b"x" * 40),
        older(2, 12, rest=b""),  # ends within the offsets
        older(1, 4),  # the message begins within the offsets
        older(1, 11),
        older(2, 14, 12),
        older(65, *[264] * 65),
    ],
)
def test_nonsense_in_the_older_format_is_not_sound(frame: bytes) -> None:
    assert not is_sound(frame, v1=False)


def test_text_is_left_to_the_older_format() -> None:
    assert is_sound("{}", v1=False)
    assert not is_sound("{}", v1=True)


def test_a_frame_of_the_newer_format_is_sound() -> None:
    assert is_sound(v1(6, 56, 61, 63, 65, 67, 69), v1=True)


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        v1(0),
        v1(50_000_000, *[0] * 5),  # at these 48 bytes, Jupyter stops for ever
        v1(2**60, *[0] * 5),
        v1(5, 48, 53, 55, 57, 59),  # no content
        v1(6, 56, 61, 63, 65, 67, rest=b""),
        v1(6, 48, 61, 63, 65, 67, 69),
        v1(6, 56, 61, 63, 65, 67, 70),
        v1(6, 56, 63, 61, 65, 67, 69),
        v1(65, *[528] * 65),
    ],
)
def test_nonsense_in_the_newer_format_is_not_sound(frame: bytes) -> None:
    assert not is_sound(frame, v1=True)
