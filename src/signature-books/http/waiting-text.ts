import type { Language, Text } from '@libro-firma/kernel';
import { subIndicationWords } from '../../verification';
import { signatureBooksTexts } from '../signature-books.texts';

/** What a signature waits for, in words: `why` is a sub-indication, or what the trusted lists do not say. */
export function waitingText(why: string, language: Language): string {
  const texts: Readonly<Record<string, Text>> = signatureBooksTexts;
  const words = texts[`waiting.${why}`] ?? subIndicationWords(why) ?? signatureBooksTexts['waiting.other'];
  return words[language];
}
