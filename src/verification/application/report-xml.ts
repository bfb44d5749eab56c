import { create } from 'xmlbuilder2';
import type { VerificationRun } from './verification-run';

const NAMESPACE = 'https://libro-firma.example/ns/verification-report/1';

/** The report as XML, one element for each fact and check. The sealed report of TS 119 102-2 is made elsewhere. */
export function reportXml(run: VerificationRun): string {
  const { report } = run;
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele(NAMESPACE, 'VerificationReport', {
    version: report.v,
    verifiedAt: report.validatedAt,
    conclusion: report.conclusion,
    format: report.format,
  });
  root.ele('File', { name: run.fileName, size: String(run.size), sha256: run.sha256 });
  for (const signature of report.signatures) {
    const element = root.ele('Signature', {
      type: signature.type,
      indication: signature.indication,
      ...(signature.subIndication && { subIndication: signature.subIndication }),
      integrity: signature.integrity,
      coverage: signature.coverage,
      laterChanges: signature.laterChanges,
    });
    if (signature.signer) {
      const { subject, issuer, serialNumber, validFrom, validTo } = signature.signer;
      element.ele('Certificate', { subject, issuer, serialNumber, validFrom, validTo });
    }
    for (const check of signature.checks)
      element
        .ele('Check', { id: check.id, outcome: check.outcome, standard: check.standard })
        .ele('Text', { lang: 'it' })
        .txt(check.text.it)
        .up()
        .ele('Text', { lang: 'en' })
        .txt(check.text.en);
  }
  return root.end({ prettyPrint: true });
}
