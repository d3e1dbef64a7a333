"""Pictures for tests, drawn here."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from articles.models import Picture
from articles.pictures import master


def picture_bytes(kind: str = "JPEG", size: tuple[int, int] = (64, 48)) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "seagreen").save(file, kind)
    return file.getvalue()


def described_jpeg() -> bytes:
    """A picture that says all of itself that an agency's pictures say, and where it was taken."""
    xmp = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
        xmlns:rights="http://ns.adobe.com/xap/1.0/rights/"
        xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
        xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
        photoshop:Credit="Kantor Berita" plus:LicenseEndDate="2031-05-06T00:00:00Z"
        ext:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">
      <dc:description><rdf:Alt><rdf:li xml:lang="en">Harvest</rdf:li>
        <rdf:li xml:lang="x-default">Panen padi</rdf:li></rdf:Alt></dc:description>
      <rights:UsageTerms><rdf:Alt>
        <rdf:li xml:lang="x-default">Hanya untuk berita</rdf:li></rdf:Alt></rights:UsageTerms>
      <dc:creator><rdf:Seq><rdf:li>Juru Foto</rdf:li></rdf:Seq></dc:creator>
      <dc:subject><rdf:Bag><rdf:li>padi</rdf:li><rdf:li>sawah</rdf:li></rdf:Bag></dc:subject>
      </rdf:Description></rdf:RDF></x:xmpmeta>"""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Kamera Rahasia"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (6.0, 10.0, 30.0)
    file = BytesIO()
    Image.new("RGB", (64, 48), "seagreen").save(
        file, "JPEG", exif=exif, xmp=xmp.encode(), comment=b"catatan rahasia"
    )
    return file.getvalue()


def upload(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def make_picture(**fields: Any) -> Picture:
    content = picture_bytes()
    made = master.make(BytesIO(content))
    picture = Picture(
        **{
            "caption": "Sebuah bidang hijau",
            "alternative": "Bidang tanpa tulisan, hijau seluruhnya",
            "agency": "MINA",
            "licence": "own",
            "checksum": made.checksum,
            **fields,
        }
    )
    picture.file.save(made.name, ContentFile(made.content, name=made.name))
    return picture
