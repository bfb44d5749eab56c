import { useState } from 'react';
import { useTexts } from '../texts/use-texts';
import { Icon } from './Icon';

interface CopyTextProps {
  readonly text: string;
  /** Shows only the first characters; the whole is copied. */
  readonly short?: boolean;
}

/** A code or a fingerprint, in a fixed-width face, with a button that copies all of it. */
export function CopyText({ text, short = false }: CopyTextProps) {
  const say = useTexts();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 2_000);
    } catch {
      setCopied(false);
    }
  };
  return (
    <span className="lf-copy">
      <code title={text}>{short ? `${text.slice(0, 16)}…` : text}</code>
      <button
        type="button"
        aria-label={`${say('action.copy')} ${text.slice(0, 8)}`}
        title={say('action.copy')}
        onClick={() => void copy()}
      >
        <Icon name={copied ? 'it-check' : 'it-copy'} size="xs" />
      </button>
      <span className="visually-hidden" role="status">
        {copied ? say('action.copied') : ''}
      </span>
    </span>
  );
}
