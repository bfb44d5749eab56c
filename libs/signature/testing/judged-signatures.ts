import { bufferSource } from '@libro-firma/pdf';
import { writeOcspRequest } from '../revocation/ocsp-client';
import type { ValidationReport } from '../validation/report/validation-report';
import { validateFile } from '../validation/validate-file';
import type { CrlFault, OcspFault } from './pki/faults';
import { answerCrl, answerOcsp } from './pki/live-answers';
import type { TestAuthority, TestHolder } from './pki/test-authority';
import { createTestPki } from './pki/test-pki';
import { stampedCms, type StampedCmsRequest } from './stamped-cms';

const DAY = 24 * 3_600_000;
export const now = new Date('2026-06-01T10:00:00Z');
export const days = (count: number): Date => new Date(now.getTime() + count * DAY);

/** Certificates name services that nobody asks: what is known of revocation is what a test hands in. */
export const pki = createTestPki({ now, base: 'http://pki.invalid' });
export const { root, intermediate } = pki;
export const content = Buffer.from('Deliberazione n. 7\n');

export interface Given {
  readonly at?: Date;
  readonly crls?: readonly Buffer[];
  readonly ocspResponses?: readonly Buffer[];
}

export function judge(
  file: Buffer,
  { at = now, crls = [], ocspResponses = [] }: Given = {},
): Promise<ValidationReport> {
  return validateFile(bufferSource(file), {
    anchors: [root.holder.certificate],
    at,
    revocation: { crls: [...crls], ocspResponses: [...ocspResponses] },
  });
}

export const signed = (request: Omit<StampedCmsRequest, 'content'>): Buffer =>
  stampedCms({ content, ...request });

export const crlOf = (authority: TestAuthority, time = now, fault?: CrlFault): Buffer =>
  answerCrl(pki, authority, time, fault);

export function ocspFor(holder: TestHolder, time = now, fault?: OcspFault): Buffer {
  const request = writeOcspRequest(holder.read, intermediate.holder.read, Buffer.alloc(16, 1));
  return answerOcsp(intermediate, request, time, fault);
}

/** Good answers about everything but the signer. */
export const aboutTheRest = [crlOf(root)];
export const stampedNow = { by: pki.timestampAuthority, time: days(-30) };

export async function verdictOf(file: Buffer, given: Given): Promise<string> {
  const { signatures } = await judge(file, given);
  const [signature] = signatures;
  return `${signature?.indication ?? ''} ${signature?.subIndication ?? '-'}`;
}
