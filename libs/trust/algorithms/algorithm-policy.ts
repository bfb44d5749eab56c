/** Since when an algorithm is no longer relied upon, unless something proves that what it made is older. */
export interface AlgorithmPolicy {
  readonly version: string;
  /** Digest by its name in node:crypto; absent: it may be used without an end that is known. */
  readonly digestsUntil: Readonly<Record<string, string>>;
  /** Least size of a key in bits, and until when a smaller one could do: from the smallest size up. */
  readonly rsaUntil: readonly KeySizeUntil[];
  readonly dsaUntil: readonly KeySizeUntil[];
  readonly ecUntil: readonly KeySizeUntil[];
}

/** Keys from this size up may be used until this instant; without it, without an end that is known. */
export interface KeySizeUntil {
  readonly fromBits: number;
  readonly until?: string;
}

/**
 * Ends of algorithms as European validation policies state them: the past ones are those after which the catalogue
 * of TS 119 312 no longer lists an algorithm, the future ones its present recommendations.
 *
 * @standard ETSI TS 119 312 V1.5.1 §5, §6, §9
 */
export const ALGORITHM_POLICY: AlgorithmPolicy = {
  version: 'algorithms/1 (TS 119 312 V1.5.1)',
  digestsUntil: {
    md5: '2004-08-01T00:00:00Z',
    sha1: '2012-08-01T00:00:00Z',
    ripemd160: '2014-08-01T00:00:00Z',
    sha224: '2029-01-01T00:00:00Z',
    'sha512-224': '2029-01-01T00:00:00Z',
    'sha3-224': '2029-01-01T00:00:00Z',
  },
  rsaUntil: [
    { fromBits: 1024, until: '2010-08-01T00:00:00Z' },
    { fromBits: 1536, until: '2019-10-01T00:00:00Z' },
    { fromBits: 2048 },
  ],
  dsaUntil: [
    { fromBits: 1024, until: '2015-12-01T00:00:00Z' },
    { fromBits: 2048, until: '2029-01-01T00:00:00Z' },
  ],
  ecUntil: [
    { fromBits: 160, until: '2012-08-01T00:00:00Z' },
    { fromBits: 224, until: '2029-01-01T00:00:00Z' },
    { fromBits: 256 },
  ],
};
