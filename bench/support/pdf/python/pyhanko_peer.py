"""pyHanko as a peer: pyhanko_peer.py sign|verify KEYS FILE TARGET SECONDS [WARM] prints one line of JSON."""

import base64
import json
import resource
import sys
import time

from asn1crypto import keys as private_keys
from asn1crypto import pem, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

what, keys_file, file, target, seconds, *warm = sys.argv[1:]
with open(keys_file, encoding="utf-8") as text:
    given = json.load(text)
certificates = {
    name: x509.Certificate.load(base64.b64decode(given[name])) for name in ("certificate", "issuer", "root")
}


def peak_mb():
    """Of the address space alone where that is told: getrusage begins with the memory of who started us."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            lines = [line.split() for line in status]
        return next(int(line[1]) for line in lines if line[0] == "VmHWM:") / 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def sign(file):
    registry = SimpleCertificateStore()
    registry.register_multiple([certificates["issuer"], certificates["root"]])
    _, _, key = pem.unarmor(given["key"].encode())
    signer = signers.SimpleSigner(
        signing_cert=certificates["certificate"],
        signing_key=private_keys.PrivateKeyInfo.load(key),
        cert_registry=registry,
    )
    wanted = signers.PdfSignatureMetadata(field_name="Firma1", subfilter=fields.SigSeedSubFilter.PADES)
    with open(file, "rb") as source, open(target, "wb") as output:
        signers.sign_pdf(IncrementalPdfFileWriter(source), wanted, signer=signer, output=output)


def verify(file):
    context = ValidationContext(trust_roots=[certificates["root"]], allow_fetching=False)
    with open(file, "rb") as source:
        status = validate_pdf_signature(PdfFileReader(source).embedded_signatures[0], context)
    if not (status.valid and status.intact):
        raise SystemExit("pyHanko finds the signature not valid")


work = {"sign": sign, "verify": verify}[what]
for _ in range(300 if warm else 0):
    work(warm[0])
work(file)
started = time.monotonic()
count = 0
while count == 0 or time.monotonic() - started < float(seconds):
    work(file)
    count += 1
rate = count / (time.monotonic() - started)
print(json.dumps({"perSecond": rate, "peakMb": peak_mb()}))
