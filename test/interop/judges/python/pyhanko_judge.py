"""Answers one line of standard input with one line of standard output, both JSON.

Question: {"file", "anchors": [paths], "level": "B-B" | "B-T" | "B-LT" | "B-LTA" | "ANY"}
Answer:   {"signatures": [{"valid", "intact", "verdict", "coverage", "changes", "problem"}]} or {"fault"}

Revocation data are required for every certificate. B-B and B-T may ask the services that the certificates name; B-LT
has what the DSS dictionary holds; B-LTA goes through the process for long-term availability (EN 319 102-1 clause 5.6.3)
and has nothing but the file either. ANY says nothing of levels: nothing is fetched and no revocation data are asked for.
"""
import asyncio
import json
import logging
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

logging.disable(logging.CRITICAL)


def long_term_specification(roots):
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(
                trust_manager=SimpleTrustManager.build(trust_roots=roots),
                revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
            ),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(
                online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY,
            ),
        )
    )


def context(reader, roots, level):
    if level == "ANY":
        return ValidationContext(trust_roots=roots, allow_fetching=False)
    settings = {"trust_roots": roots, "revocation_mode": "require", "allow_fetching": level in ("B-B", "B-T")}
    if level == "B-LT":
        return DocumentSecurityStore.read_dss(reader).as_validation_context(settings)
    return ValidationContext(**settings)


def describe(status, valid, verdict):
    return {
        "valid": valid,
        "intact": bool(status is not None and status.intact and status.valid),
        "coverage": status.coverage.name if status is not None and status.coverage else None,
        "changes": status.modification_level.name if status is not None and status.modification_level else None,
        "problem": None if valid else verdict,
    }


async def judge_one(signature, reader, roots, level):
    if level == "B-LTA":
        result = await ades_lta_validation(signature, long_term_specification(roots))
        verdict = str(getattr(result.ades_subindic, "name", result.ades_subindic))
        return describe(result.api_status, verdict == "OK", f"{verdict}: {result.failure_msg}")
    status = await async_validate_pdf_signature(
        signature, context(reader, roots, level), context(reader, roots, level)
    )
    return describe(status, bool(status.bottom_line), status.summary())


async def judge(question):
    roots = [load_cert_from_pemder(path) for path in question["anchors"]]
    with open(question["file"], "rb") as stream:
        reader = PdfFileReader(stream)
        signatures = []
        for signature in reader.embedded_regular_signatures:
            try:
                signatures.append(await judge_one(signature, reader, roots, question["level"]))
            except Exception as fault:  # a verdict that could not be reached is an answer too
                signatures.append({"valid": False, "problem": f"{type(fault).__name__}: {fault}"})
        return {"signatures": signatures}


print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    try:
        answer = asyncio.run(judge(json.loads(line)))
    except Exception as fault:
        answer = {"fault": f"{type(fault).__name__}: {fault}"}
    print(json.dumps(answer), flush=True)
