"""Padding: how much a sealed size may tell.

Padmé (Nikitin and others, "Reducing Metadata Leakage from Encrypted Files", 2019) rounds a size so that at most
about log2(log2(size)) bits of it show, for at most 12 % of waste. Documents are first raised to 8 KiB, so that
every short text has one size.

Documents are padded with spaces behind their JSON: what `age --decrypt` prints is JSON that any tool reads.
Files are padded with zeros; their true size stands in the sealed document that lists them.
"""

MIN_DOCUMENT = 8 * 1024
_SPACE = b" "


def padme(size: int) -> int:
    """The padded size in bytes: never smaller than `size`, at most 12 % larger. ValueError below zero."""
    if size < 0:
        raise ValueError("a size is not negative")
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    loose_bits = exponent - exponent.bit_length()
    mask = (1 << loose_bits) - 1
    return size + mask & ~mask


def document_size(size: int) -> int:
    """The padded size of a document of `size` bytes: at least MIN_DOCUMENT."""
    return padme(max(size, MIN_DOCUMENT))


def pad(document: bytes) -> bytes:
    """The document and spaces up to its padded size; ValueError for one that ends in a space itself."""
    if document.endswith(_SPACE):
        raise ValueError("a document does not end in a space")
    return document.ljust(document_size(len(document)), _SPACE)


def unpad(padded: bytes) -> bytes:
    """The document without its spaces; ValueError unless they are exactly those `pad` adds."""
    document = padded.rstrip(_SPACE)
    if len(padded) != document_size(len(document)):
        raise ValueError("the padding is not exact")
    return document
