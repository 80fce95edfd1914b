"""Small files of many kinds, made by a script: each function returns the bytes of one file.

`files/telephone.heic` was written by pillow-heif 1.x from 96 × 64 pixels and EXIF of our own, because pi-heif has no encoder.
"""

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
from PIL import ExifTags, Image, ImageDraw, PngImagePlugin

FILES = Path(__file__).parent / "files"
PLACE = "51.50170, -0.12460"
_GPS = {1: "N", 2: (51.0, 30.0, 6.12), 3: "W", 4: (0.0, 7.0, 28.56)}


def heic() -> bytes:
    return (FILES / "telephone.heic").read_bytes()


def picture(form: str = "PNG", size: tuple[int, int] = (64, 48), **more: Any) -> bytes:
    """A picture whose left half is green and whose right half is red."""
    image = Image.new("RGB", size, (200, 30, 90))
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1]), fill=(20, 160, 60))
    return saved(image, form, **more)


def saved(image: Image.Image, form: str, **more: Any) -> bytes:
    body = io.BytesIO()
    image.save(body, form, **more)
    return body.getvalue()


def telephone_exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes beside a picture: place, device, owner, day."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Acme"
    exif[ExifTags.Base.Model] = "Phone 9"
    exif[ExifTags.Base.HostComputer] = "Phone of Jane Quillon"
    exif[ExifTags.Base.Artist] = "Jane Quillon"
    exif[ExifTags.Base.DateTime] = "2026:03:04 05:06:07"
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.IFD.GPSInfo] = _GPS
    return exif


def many_pages(count: int, size: tuple[int, int] = (40, 60)) -> bytes:
    """A TIFF of white pages."""
    pages = [Image.new("L", size, 255) for _ in range(count)]
    return saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])


def described_png(**texts: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    for name, value in texts.items():
        info.add_text(name, value)
    return picture("PNG", pnginfo=info)


def huge_png(side: int = 12_000) -> bytes:
    """A picture of 144 megapixels in some 17 kB."""
    rows = zlib.compressobj(9)
    data = b"".join(rows.compress(bytes(1 + side // 8)) for _ in range(side)) + rows.flush()
    header = side.to_bytes(4) * 2 + b"\x01\x00\x00\x00\x00"
    chunks = [(b"IHDR", header), (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4) for name, body in chunks
    )


def pdf(*pages: str, rotate: int = 0, **info: str) -> bytes:
    """A PDF in which each page has one line of words, at 72 points from the left and 100 from the bottom."""
    body = io.BytesIO()
    with made_pdf(*pages, rotate=rotate) as file:
        for name, value in info.items():
            file.docinfo[f"/{name}"] = value
        file.save(body)
    return body.getvalue()


def made_pdf(*pages: str, rotate: int = 0) -> pikepdf.Pdf:
    """The same, open, to add to it."""
    file = pikepdf.new()
    font = pikepdf.Dictionary(
        F1=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for words in pages:
        one = file.add_blank_page(page_size=(400, 300))
        one.obj.Resources = pikepdf.Dictionary(Font=font)
        one.obj.Contents = file.make_stream(f"BT /F1 24 Tf 72 100 Td ({words}) Tj ET".encode())
        if rotate:
            one.obj.Rotate = rotate
    return file


def written(file: pikepdf.Pdf, **options: Any) -> bytes:
    body = io.BytesIO()
    file.save(body, **options)
    return body.getvalue()


def mail(*headings: str, body: str = "Hello.") -> bytes:
    lines = ["From: Jo <jo@example.org>", "To: Al <al@example.org>", "Subject: The book", *headings]
    return "\r\n".join([*lines, "", body, ""]).encode()


def mail_with_files(text: str, **files: bytes) -> bytes:
    """A mail with these attachments, by name."""
    begins = "--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment"
    parts = "".join(
        begins + '; filename="' + name.replace("\\", "\\\\") + f'"\r\n\r\n{content.decode("latin-1")}\r\n'
        for name, content in files.items()
    )
    body = f"--x\r\nContent-Type: text/plain\r\n\r\n{text}\r\n{parts}--x--"
    return mail("MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="x"', body=body)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip; the part that says the kind of an OpenDocument file is not packed."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, packing)
    return body.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode="w") as archive:
        for name, content in files.items():
            one = tarfile.TarInfo(name)
            one.size = len(content)
            archive.addfile(one, io.BytesIO(content))
    return body.getvalue()


def gzipped(content: bytes) -> bytes:
    return gzip.compress(content)
