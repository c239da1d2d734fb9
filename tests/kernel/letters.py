"""Texts that try every letter the text functions know, and the traps between them."""

from hypothesis import strategies as st

TRAPS = "iİıIçğşöüÇĞŞÖÜâîûÂÎÛ\u0307\u0306\u0327\u0308\u0302\u0323cgsouCGSOUT'\u2019 \u00a0"
LETTERS = "".join(
    map(chr, [*range(0x01, 0x250), *range(0x2B0, 0x530), *range(0x600, 0x700), *range(0x1E00, 0x2070), 0x212A, 0xAC00])
)


def turkish_texts() -> st.SearchStrategy[str]:
    """Short texts in which the traps of Turkish come up often."""
    return st.lists(st.one_of(st.sampled_from(TRAPS), st.sampled_from(LETTERS)), max_size=12).map("".join)
