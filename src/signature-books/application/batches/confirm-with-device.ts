import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { readCertificate } from '@libro-firma/asn1';
import { accept, canonicalJson, refuse, type Result } from '@libro-firma/kernel';
import { chooseAlgorithm } from '@libro-firma/signature';
import type { Actor } from '../../../platform/identity';
import { checkValues, type Codes, signingRefusals, type ToSign } from '../../../signing';
import type { Confirmation } from '../../domain/dossier-parts';
import { Signers } from '../signatures/signers';

/** What is confirmed: the decision, on which bytes, in which task. */
export interface ConfirmedDecision {
  readonly taskId: string;
  readonly sha256: string;
  readonly action: string;
  readonly outcome: string | null;
}

/**
 * The second factor of a step that is not signed: the decision's author proves that he has his device and its code, by one
 * value over the decision's own statement. The code lives in this call; the value is checked before it is kept.
 */
@Injectable()
export class ConfirmWithDevice {
  constructor(private readonly signers: Signers) {}

  /** Outside any transaction: a device may be slow. */
  async execute(actor: Actor, codes: Codes, decision: ConfirmedDecision): Promise<Result<Confirmation>> {
    const enrolled = await this.signers.credentialOf(actor);
    if (!enrolled.ok) return enrolled;
    const { certificate, sha256: certificateSha256 } = enrolled.value.credential.certificate;
    const algorithm = chooseAlgorithm(readCertificate(certificate));
    if (!algorithm.ok) return algorithm;
    const { taskId, sha256, action, outcome } = decision;
    const { personId } = actor;
    const bytes = Buffer.from(
      canonicalJson({ v: 'decision/1', taskId, sha256, action, outcome, personId }),
      'utf8',
    );
    const statement: ToSign = {
      scheme: algorithm.value.scheme,
      digestAlgorithm: algorithm.value.digest,
      bytes,
    };
    const session = await this.signers.openSession(enrolled.value, codes, [statement]);
    if (!session.ok) return session;
    try {
      const [value] = checkValues(certificate, [statement], await session.value.sign([statement]));
      if (!value) return refuse(signingRefusals.VALUE_MISSING());
      if (!value.ok) return value;
      return accept({
        certificateSha256,
        statementSha256: createHash('sha256').update(bytes).digest('hex'),
        value: value.value.toString('base64'),
      });
    } finally {
      await session.value.close();
    }
  }
}
