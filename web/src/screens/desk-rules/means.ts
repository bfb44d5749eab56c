export const RULE_MEANS = ['HAND', 'POST', 'PEC', 'MAIL', 'WEB', 'SOAP'] as const;
export type RuleMeans = (typeof RULE_MEANS)[number];

export function isMeans(text: string): text is RuleMeans {
  return (RULE_MEANS as readonly string[]).includes(text);
}
