import { answerOrders } from '../../../platform/threads';
import { compareTexts, type TextChange } from './compare-texts';
import { type FileText, readPdfText } from './read-pdf-text';

export type TextOrder = { readonly read: string } | { readonly compare: readonly [string, string] };
export type TextAnswer = FileText | { readonly changes: readonly TextChange[] | null };

/** Runs in a thread of its own: a hostile file stops nobody else's work. */
answerOrders(async (order: TextOrder): Promise<TextAnswer> =>
  'read' in order ? readPdfText(order.read) : { changes: compareTexts(...order.compare) },
);
