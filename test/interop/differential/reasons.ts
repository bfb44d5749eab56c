import type { Disagreement } from './disagreements';

/** A kind of disagreement, by the words of whoever differs, and who is right. */
interface Rule {
  readonly ours?: RegExp;
  readonly dss?: RegExp;
  readonly pyhanko?: RegExp;
  readonly reason: string;
}

/** The first rule that fits speaks. What no rule fits, somebody has to look at: the case fails until then. */
const RULES: readonly Rule[] = [
  {
    ours: /^FAILED later change: (?!BYTES_AFTER_THE_END)/,
    pyhanko: /^FAILED/,
    reason:
      'Here, and pyHanko: no rule of ISO 32000-2 §12.8.2.2 permits the change. EU DSS lists it as a modification and lets the indication stand.',
  },
  {
    ours: /^FAILED later change: BYTES_AFTER_THE_END/,
    reason:
      'Here: bytes behind the last end of file belong to no revision, and programs that search the file read them. The others ignore them.',
  },
  {
    ours: /^FAILED later change: FORM_FILLED/,
    reason:
      'Here, by the rule that the report names (DocMDP, FieldMDP or a lock): the field may not be filled in. EU DSS lists a modification and lets the indication stand; pyHanko finds the filling permitted, and why was not looked into.',
  },
  {
    ours: /^FAILED later change/,
    reason:
      'Here: the change is forbidden, or an index shows two views; pyHanko refuses the file before it comes to a verdict, EU DSS lists a modification.',
  },
  {
    ours: /^FAILED byte-range-covers/,
    reason:
      'Here: the range ends inside a revision, so that what follows was never signed (ISO 32000-1 §12.8.1). EU DSS tells it apart as coverage.',
  },
  {
    ours: /^FAILED byte-range-leaves-out/,
    reason:
      'Here: the gap of the range is no hexadecimal string from its first to its last byte any more (ISO 32000-1 §7.3.4.3, §12.8.1), so that readers take different values out of it. pyHanko cannot read it, EU DSS passes over the byte.',
  },
  {
    ours: /^FAILED padding-of-the-signature-is-empty/,
    reason: 'Here: bytes behind the CMS in /Contents are covered by nothing and can be exchanged unseen.',
  },
  {
    ours: /^FAILED (there-is-exactly-one-signer|signed-content-is-outside)/,
    reason:
      'Here: ISO 32000-1 §12.8.3.3.1 asks for one signer and no content inside; pyHanko refuses it too.',
  },
  {
    ours: /^FAILED nothing-follows-the-signature/,
    reason: 'Here: a second document may stand behind the CMS. EU DSS reads the first structure and stops.',
  },
  {
    ours: /^FAILED signed-attributes-stand-once/,
    reason:
      'Here: RFC 5652 §11 lets such an attribute stand once; which of two counts, readers decide differently.',
  },
  {
    ours: /^FAILED (signature-value-verifies|message-digest-matches|xml-references-match)/,
    reason:
      'Here: a digest or value in the file does not verify; the report here speaks of every signature, counter-signature and timestamp, EU DSS’s indication of the signatures alone, which it leaves open (INDETERMINATE) where a reference is not found. Not looked into file by file.',
  },
  {
    ours: /^UNREAD CONTAINER/,
    reason:
      'Here: directory and local headers of the ZIP file tell two stories, or bytes stand around them, and programs read different files. EU DSS reads what the local headers give.',
  },
  {
    ours: /^UNREAD PDF_DAMAGED/,
    reason:
      'Here, and pyHanko: the byte broke an object or index that the verdict needs. EU DSS repairs the file and judges the repaired one.',
  },
  {
    ours: /^UNREAD open: (signing-certificate-is-present|signing-certificate-reference|signed-content-is-at-hand|all-content)/,
    reason:
      'Both: certificate or content of one signature is not at hand, and nothing can be said of its integrity. EU DSS says INDETERMINATE, which is the same answer.',
  },
  {
    ours: /^UNREAD open/,
    reason:
      'Both: part of what was signed, or of what came later, could not be established, and both say INDETERMINATE; only the detail differs.',
  },
  {
    ours: /^INTACT/,
    dss: /^FAILED SIG_CRYPTO_FAILURE/,
    reason:
      'Here, as far as others bear it out: pyHanko finds the Ed448 file intact, and the other is stated as valid by the suites that it comes from. Why EU DSS’s provider fails was not looked into.',
  },
  {
    ours: /^INTACT/,
    dss: /^UNREAD/,
    reason:
      'Here: all that is signed verifies here (or the file opens with the empty password), and EU DSS gives up with an exception and no verdict. That such bytes are unsigned is a property test’s claim (MUTATION_RUNS), not shown for each.',
  },
  {
    ours: /^INTACT/,
    dss: /^NONE/,
    reason:
      'Here, by the standard’s word for them: bare timestamps and a field apart from its widget are reported here and are no signatures for EU DSS. A matter of counting, not of integrity.',
  },
  {
    ours: /^INTACT/,
    pyhanko: /^FAILED modification level OTHER/,
    reason:
      'Open for `c91d4fae`, on which docs/verification/disagreements.md says what the bytes show. Else here: the file is certified at level 3 or bears no lock, and notes, fields, signatures, timestamps, validation data or document information came later, which ISO 32000-2 §12.8.2.2 and EN 319 142-1 §5.4 let follow; pyHanko has no rule for notes and for some of these entries.',
  },
  {
    ours: /^INTACT/,
    pyhanko: /^UNREAD/,
    reason:
      'Here, and EU DSS: pyHanko opens hybrid indexes and other older files only when it is told not to be strict, and gives no verdict on certificates without its key usage.',
  },
];

/** Who is right, and why; empty where nobody has looked yet, which fails the case. */
export function reasonFor({ ours, dss, pyhanko }: Disagreement): string {
  const words = (opinion: Disagreement['dss']): string =>
    opinion ? `${opinion.verdict} ${opinion.why}`.trim() : '';
  const fits = (pattern: RegExp | undefined, opinion: Disagreement['dss']): boolean =>
    pattern === undefined || pattern.test(words(opinion));
  return (
    RULES.find((rule) => fits(rule.ours, ours) && fits(rule.dss, dss) && fits(rule.pyhanko, pyhanko))
      ?.reason ?? ''
  );
}
