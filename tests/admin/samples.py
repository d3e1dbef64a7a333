"""Pictures for tests, drawn here."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.models import Picture
from articles.pictures import checking


def picture_bytes(kind: str = "JPEG", size: tuple[int, int] = (64, 48)) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "seagreen").save(file, kind)
    return file.getvalue()


def upload(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def make_picture(**fields: Any) -> Picture:
    content = picture_bytes()
    checked = checking.check(BytesIO(content))
    picture = Picture(
        **{"caption": "Sebuah bidang hijau", "licence": "own", "checksum": checked.checksum}
        | fields
    )
    picture.file.save(checked.name, ContentFile(content, name=checked.name))
    return picture
