import type { ServicePeriod } from '../trusted-list/trusted-list';

/** From this instant on Regulation (EU) 910/2014 applies to trust services, art. 52(2). */
export const REGULATION_APPLIES = new Date('2016-07-01T00:00:00Z');

const QUALIFIED_CA = /\/Svctype\/CA\/QC$/;
const QUALIFIED_TSA = /\/Svctype\/TSA\/QTST$/;
const GRANTED = /\/Svcstatus\/granted$/;
/** Statuses that stood for supervision until the Regulation applied (TS 119 612 Annex J). */
const SUPERVISED = /\/Svcstatus\/(undersupervision|supervisionincessation|accredited)$/;

/** What a listed service is trusted for: to issue qualified certificates, or to give qualified time-stamps. */
export type ServicePurpose = 'CERTIFICATES' | 'TIMESTAMPS';

/** Whether a period is one of a service for this purpose. */
export function isFor(purpose: ServicePurpose, { type }: ServicePeriod): boolean {
  return (purpose === 'CERTIFICATES' ? QUALIFIED_CA : QUALIFIED_TSA).test(type);
}

/** Whether a status means qualified at an instant, by the words of that time. */
export function isQualifiedStatus({ status }: ServicePeriod, at: Date): boolean {
  return GRANTED.test(status) || (at < REGULATION_APPLIES && SUPERVISED.test(status));
}
