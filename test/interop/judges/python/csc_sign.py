"""pyHanko signs a PDF by a provider of the CSC API: URL CREDENTIAL TOKEN PIN OTP IN OUT."""

import asyncio
import sys

import aiohttp
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.csc_signer import (
    CSCAuthorizationManager,
    CSCServiceSessionInfo,
    CSCSigner,
    fetch_certs_in_csc_credential,
)


class ByCodes(CSCAuthorizationManager):
    def __init__(self, session, session_info, credential_info, pin, otp):
        super().__init__(session_info, credential_info)
        self.session, self.pin, self.otp = session, pin, otp

    async def authorize_signature(self, hash_b64s):
        request = self.format_csc_auth_request(
            pin=self.pin, otp=self.otp, hash_b64s=hash_b64s, num_signatures=len(hash_b64s)
        )
        url = self.csc_session_info.endpoint_url("credentials/authorize")
        async with self.session.post(
            url, headers=self.auth_headers, json=request, raise_for_status=True
        ) as response:
            return self.parse_csc_auth_response(await response.json())


async def main(url, credential, token, pin, otp, source, target):
    info = CSCServiceSessionInfo(url, credential_id=credential, oauth_token=token)
    async with aiohttp.ClientSession() as session:
        held = await fetch_certs_in_csc_credential(session, info)
        signer = CSCSigner(session, auth_manager=ByCodes(session, info, held, pin, otp))
        with open(source, "rb") as document, open(target, "wb") as output:
            await signers.async_sign_pdf(
                IncrementalPdfFileWriter(document),
                signers.PdfSignatureMetadata(
                    field_name="Firma", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
                ),
                signer=signer,
                output=output,
            )


asyncio.run(main(*sys.argv[1:]))
