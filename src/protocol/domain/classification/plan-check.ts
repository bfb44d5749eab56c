import type { Refusal } from '@libro-firma/kernel';
import { classificationRefusals } from './classification.refusals';

export interface CheckedPlan {
  readonly validFrom: string;
  readonly entries: readonly { readonly code: string }[];
  readonly successors: readonly { readonly from: string; readonly to: string }[];
}

/** What keeps a plan from taking the place of the one in force; null when nothing does. */
export function whatIsWrongWithPlan(
  plan: CheckedPlan,
  now: { readonly today: string; readonly codes: readonly string[]; readonly scheduled: boolean },
): Refusal | null {
  if (now.scheduled) return classificationRefusals.ALREADY_SCHEDULED();
  // The first plan of all may be in force at once.
  if (plan.validFrom < now.today || (plan.validFrom === now.today && now.codes.length > 0))
    return classificationRefusals.DAY_NOT_AHEAD();
  const codes = new Set<string>();
  for (const { code } of plan.entries) {
    if (codes.has(code)) return classificationRefusals.CODE_TWICE({ code });
    codes.add(code);
  }
  const orphan = plan.entries.find(({ code }) => code.includes('.') && !codes.has(parentOf(code)));
  if (orphan) return classificationRefusals.PARENT_MISSING({ code: orphan.code });
  const wrong = plan.successors.find(({ from, to }) => !now.codes.includes(from) || !codes.has(to));
  return wrong ? classificationRefusals.SUCCESSOR_WRONG({ from: wrong.from, to: wrong.to }) : null;
}

function parentOf(code: string): string {
  return code.slice(0, code.lastIndexOf('.'));
}
