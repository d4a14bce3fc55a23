"""The first bytes of a file as text, by which its format is known."""


def head_text(head: bytes) -> str:
    """The beginning of a file in any Unicode encoding, good enough to look for plain letters."""
    return head.replace(b"\0", b"").decode("utf-8", "replace").lstrip("\ufeff\ufffd \t\r\n")
