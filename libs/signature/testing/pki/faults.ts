/** Ways in which any service on the network can fail. */
export type TransportFault =
  /** Takes the request and never answers. */
  | 'HANGS'
  /** Closes the connection in the middle of the answer. */
  | 'BREAKS_OFF'
  | 'HTTP_500'
  /** Wants to know who asks. */
  | 'HTTP_401'
  /** An HTML page with status 200, as captive portals send. */
  | 'HTML_PAGE'
  | 'GARBAGE'
  | 'EMPTY'
  /** More bytes than anyone should take. */
  | 'TOO_LARGE'
  /** Sends the client on to another address for ever. */
  | 'REDIRECTS';

/** Ways in which an OCSP responder misbehaves; none is undefined. */
export type OcspFault =
  | TransportFault
  | 'TRY_LATER'
  | 'UNAUTHORIZED'
  | 'INTERNAL_ERROR'
  | 'OTHER_NONCE'
  | 'NO_NONCE'
  | 'OTHER_CERTIFICATE'
  | 'STATUS_UNKNOWN'
  | 'STALE'
  | 'FROM_THE_FUTURE'
  | 'OTHER_ISSUER_SIGNS'
  | 'RESPONDER_WITHOUT_PURPOSE'
  | 'SPOILT_VALUE'
  /** Signed over SHA-1. */
  | 'WEAK_DIGEST'
  | 'ENDS_BEFORE_IT_BEGINS';

/** Ways in which a CRL is not what it should be. */
export type CrlFault =
  | TransportFault
  | 'STALE'
  | 'FROM_THE_FUTURE'
  | 'OTHER_ISSUER'
  | 'SPOILT_VALUE'
  | 'UNKNOWN_CRITICAL_EXTENSION'
  | 'ONLY_SOME_REASONS'
  | 'ONLY_CA_CERTIFICATES'
  /** Tells what changed since another one. */
  | 'ONLY_CHANGES'
  | 'WEAK_DIGEST'
  | 'ENDS_BEFORE_IT_BEGINS';

/** Ways in which a time-stamping authority misbehaves. */
export type TimestampFault =
  | TransportFault
  | 'REJECTS'
  | 'WAITS'
  | 'OTHER_NONCE'
  | 'NO_NONCE'
  | 'OTHER_IMPRINT'
  | 'OTHER_POLICY'
  | 'NO_CERTIFICATE'
  | 'OTHER_CERTIFICATE_NAMED'
  | 'WITHOUT_PURPOSE'
  | 'EXPIRED_AUTHORITY'
  | 'SPOILT_VALUE'
  | 'WEAK_DIGEST'
  | 'CLOCK_BEHIND'
  | 'CLOCK_AHEAD'
  /** Behind, and says that it may be wrong by a year. */
  | 'CLOCK_OF_ANY_TIME';

export const TRANSPORT_FAULTS: readonly TransportFault[] = [
  'HANGS',
  'BREAKS_OFF',
  'HTTP_500',
  'HTTP_401',
  'HTML_PAGE',
  'GARBAGE',
  'EMPTY',
  'TOO_LARGE',
  'REDIRECTS',
];
