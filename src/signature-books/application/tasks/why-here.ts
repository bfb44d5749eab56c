import type { Text } from '@libro-firma/kernel';
import type { Reach } from '../../../organisation';
import { addresseeOf } from '../../domain/addressee';
import type { HumanStepKind } from '../../domain/step-kinds';

export interface Reason {
  readonly kind: Reach['kind'];
  readonly text: Text;
  readonly capacity: string | null;
  readonly act: string;
}

const VERBS: Readonly<Record<HumanStepKind, Text>> = {
  ENDORSE: { it: 'da vistare', en: 'to endorse' },
  OPINION: { it: 'per il parere', en: 'for an opinion' },
  SIGN: { it: 'da firmare', en: 'to sign' },
  READ: { it: 'da leggere', en: 'to read' },
};

/** "Why is this on my desk": who addressed it to whom, and by which power that is the reader. One line. */
export function whyHere(
  task: { readonly addressee: string; readonly kind: HumanStepKind },
  desks: readonly Reach[],
  facts: { readonly requester: string; readonly label: string },
): Reason | null {
  const desk = desks.find(
    ({ key, kinds }) => key === task.addressee && (!kinds || kinds.includes(task.kind)),
  );
  if (!desk) return null;
  const { kind, capacity, act } = desk;
  const what = VERBS[task.kind];
  const { requester, label } = facts;
  if (kind !== 'APPOINTMENT')
    return {
      kind,
      capacity,
      act,
      text: {
        it: `${requester} lo ha indirizzato a ${label}, ${what.it}: arriva a lei ${capacity ?? ''}`.trim(),
        en: `${requester} addressed it to ${label}, ${what.en}: it reaches you ${capacity ?? ''}`.trim(),
      },
    };
  const isSeat = addresseeOf(task.addressee).kind === 'seat';
  return {
    kind,
    capacity,
    act,
    text: isSeat
      ? {
          it: `${requester} lo ha indirizzato a ${label}, ${what.it}: è il suo incarico (${act})`,
          en: `${requester} addressed it to ${label}, ${what.en}: that is your appointment (${act})`,
        }
      : {
          it: `${requester} lo ha indirizzato a lei, ${what.it}`,
          en: `${requester} addressed it to you, ${what.en}`,
        },
  };
}
