"""The faults of the converter, of its worker and of the scanner."""

from collections.abc import Mapping

from operations.pulse.fault import NOTHING_LOST, Fault

START_FILE_WORKER = (
    "Start one: `docker compose up -d files`, or "
    "`python -m celery --app=config.celery worker --queues=files --hostname=files@%h`."
)
OF_CONVERTER: Mapping[str, Fault] = {
    "converter-missing": Fault(
        "CONVERTER_SOCKET is missing, so no file is shown to anybody.",
        NOTHING_LOST + "files are taken and kept sealed, and wait until a converter makes their safe views.",
        ("Run a converter: docs/how-to/install.md.",),
    ),
    "converter-down": Fault(
        "The converter does not answer.",
        NOTHING_LOST + "files are taken and kept sealed, and wait until it makes their safe views.",
        (
            "Start it: `docker compose up -d converter`, or `python -m converter --socket PATH --unshare`.",
            "If it runs, correct CONVERTER_SOCKET.",
        ),
    ),
    "converter-stopped": Fault(
        "No worker has asked the converter for {age}.",
        NOTHING_LOST + "files are taken and kept sealed, and wait until a worker has their safe views made.",
        (START_FILE_WORKER, "If one runs, restart it: it is stuck."),
    ),
    "converter-without-worker": Fault(
        "No worker answers for the safe views of files.",
        NOTHING_LOST + "files are taken and kept sealed, and wait until a worker has their safe views made.",
        (START_FILE_WORKER,),
    ),
    "converter-waiting": Fault(
        "A file has been due for its safe view for {age} and was not tried.",
        NOTHING_LOST + "files are kept sealed, and officers do not see them yet.",
        (START_FILE_WORKER, "If one runs, start another: more files come in than it has converted."),
    ),
    "converter-without-scanner": Fault(
        "The scanner that CLAMD_SOCKET names does not answer.",
        NOTHING_LOST + "files are taken and kept sealed, and wait for their safe views until it has scanned them.",
        ("Start clamd, or correct CLAMD_SOCKET of the worker of files.",),
    ),
    "converter-without-soffice": Fault(
        "The converter has no LibreOffice.",
        "Files of Word, Excel, PowerPoint and OpenDocument are kept sealed, and are not shown.",
        ("Install libreoffice-writer-nogui, libreoffice-calc-nogui and libreoffice-impress-nogui there.",),
    ),
    "converter-without-tesseract": Fault(
        "The converter has no tesseract.",
        "No text in pictures is recognised: a second person looks at what goes out.",
        ("Install tesseract-ocr there.",),
    ),
}
