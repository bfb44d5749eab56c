import { StateTable } from '@libro-firma/kernel';

export const DOWNLOAD_STATES = ['OPEN', 'LAPSED', 'ANSWERED', 'GIVEN_BACK'] as const;
export type DownloadState = (typeof DOWNLOAD_STATES)[number];
export type DownloadAction = 'lapse' | 'answer' | 'give-back';

/** A file that was given out to be signed elsewhere; one at a time is open, so that no two people sign the same bytes. */
export const downloadStates = new StateTable<DownloadState, DownloadAction>(
  'signing download',
  'OPEN',
  ['ANSWERED', 'GIVEN_BACK'],
  [
    {
      id: 'D1',
      action: 'answer',
      from: ['OPEN', 'LAPSED'],
      to: 'ANSWERED',
      actor: 'who took it',
      guard:
        'the file given out, with his signature and nothing else; no byte grew meanwhile, and nobody else has it',
      effect: 'an item of a batch of its own, judged as any other',
    },
    {
      id: 'D2',
      action: 'give-back',
      from: ['OPEN', 'LAPSED'],
      to: 'GIVEN_BACK',
      actor: 'who took it',
      guard: '',
      effect: 'free for the others; also when he takes it anew',
    },
    {
      id: 'D3',
      action: 'lapse',
      from: ['OPEN'],
      to: 'LAPSED',
      actor: 'another signer of the file, who takes it',
      guard: 'its lease has run out',
      effect: 'the file is his',
    },
  ],
);
