"""Signs a PDF with pyHanko for each line of standard input and answers with one line, both JSON.

Question: {"level": "B-B" | "B-T" | "B-LT" | "B-LTA", "input", "output", "key", "chain": [paths], "timestampUrl", "anchor"}
Answer:   {"ok": true} or {"fault"}
"""
import asyncio
import json
import logging
import sys

from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, async_sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

logging.disable(logging.CRITICAL)


def signer_of(question):
    certificates = [load_cert_from_pemder(path) for path in question["chain"]]
    store = SimpleCertificateStore()
    store.register_multiple(certificates[1:])
    return SimpleSigner(
        signing_cert=certificates[0],
        signing_key=load_private_key_from_pemder(question["key"], passphrase=None),
        cert_registry=store,
    )


async def sign(question):
    level = question["level"]
    context = ValidationContext(
        trust_roots=[load_cert_from_pemder(question["anchor"])],
        other_certs=[load_cert_from_pemder(path) for path in question["chain"][1:]],
        allow_fetching=True,
        revocation_mode="require",
    )
    metadata = PdfSignatureMetadata(
        field_name="FirmaPyHanko",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=level in ("B-LT", "B-LTA"),
        use_pades_lta=level == "B-LTA",
        validation_context=context if level in ("B-LT", "B-LTA") else None,
    )
    stamper = None if level == "B-B" else HTTPTimeStamper(question["timestampUrl"])
    with open(question["input"], "rb") as document, open(question["output"], "wb") as output:
        await async_sign_pdf(
            IncrementalPdfFileWriter(document), metadata, signer=signer_of(question), timestamper=stamper, output=output
        )


print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    try:
        asyncio.run(sign(json.loads(line)))
        answer = {"ok": True}
    except Exception as fault:
        answer = {"fault": f"{type(fault).__name__}: {fault}"}
    print(json.dumps(answer), flush=True)
