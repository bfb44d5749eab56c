"""Writes one PDF by a library of Python: make_pdf.py LIBRARY TARGET [BASE]."""

import datetime
import sys

LINES = [f"{number}. Il dirigente determina quanto segue." for number in range(1, 41)]


def reportlab(target, _base):
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen import canvas

    page = canvas.Canvas(target, pagesize=A4)
    for at, line in enumerate(LINES):
        page.drawString(72, 780 - 17 * at, line)
    page.bookmarkPage("inizio")
    page.addOutlineEntry("Inizio", "inizio")
    page.save()


def weasyprint(target, _base):
    import weasyprint as library

    html = "<h1>Determinazione</h1>" + "".join(f"<p>{line}</p>" for line in LINES)
    library.HTML(string=html).write_pdf(target)


def weasyprint_pdfa(target, _base):
    import weasyprint as library

    html = "<html lang=it><title>Atto</title><h1>Determinazione</h1><p>PDF/A-3b</p>"
    library.HTML(string=html).write_pdf(target, pdf_variant="pdf/a-3b")


def fpdf(target, _base):
    from fpdf import FPDF

    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=12)
    document.multi_cell(0, 8, "\n".join(LINES))
    document.output(target)


def matplotlib(target, _base):
    import matplotlib as library

    library.use("Agg")
    from matplotlib import pyplot

    pyplot.bar(["Sfalcio", "Potatura"], [8000, 4345.67])
    pyplot.savefig(target)


def pikepdf(target, base):
    import pikepdf as library

    with library.open(base) as document:
        document.save(target, object_stream_mode=library.ObjectStreamMode.generate, linearize=True)


def pypdf(target, base):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for page in PdfReader(base).pages:
        writer.add_page(page)
    writer.write(target)


def signer():
    """A signer of its own: a key and a certificate that nobody else trusts."""
    from asn1crypto import keys, x509
    from cryptography import x509 as certificates
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import NameOID
    from pyhanko.sign import signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, "Altro Firmatario")])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        certificates.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    der = serialization.Encoding.DER
    private = key.private_bytes(
        der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signers.SimpleSigner(
        signing_cert=x509.Certificate.load(certificate.public_bytes(der)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )


def sign(target, base, field="Altra", **metadata):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    with open(base, "rb") as source, open(target, "wb") as output:
        signers.sign_pdf(
            IncrementalPdfFileWriter(source),
            signers.PdfSignatureMetadata(field_name=field, **metadata),
            signer=signer(),
            output=output,
        )


def pyhanko(target, base):
    from pyhanko.sign import fields

    sign(target, base, subfilter=fields.SigSeedSubFilter.PADES)


def pyhanko_adobe(target, base):
    sign(target, base, field="Seconda")


def pyhanko_certified(target, base):
    from pyhanko.sign import fields

    sign(target, base, certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES)


def pyhanko_certified_forms(target, base):
    from pyhanko.sign import fields

    sign(target, base, certify=True, docmdp_permissions=fields.MDPPerm.FILL_FORMS)


if __name__ == "__main__":
    library, target, *base = sys.argv[1:]
    globals()[library](target, base[0] if base else None)
