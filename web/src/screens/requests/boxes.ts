import type { RequestBox, RequestQuery, RequestState } from '../../api/types';

export const BOXES = ['returned', 'drafts', 'route', 'done', 'office', 'all'] as const;
export type BoxId = (typeof BOXES)[number];

/** The service's box behind each of ours, and which states of it are shown here. */
const FILTERS: Readonly<Record<BoxId, { box: RequestBox; states?: readonly RequestState[] }>> = {
  returned: { box: 'returned' },
  drafts: { box: 'mine', states: ['DRAFT'] },
  route: { box: 'mine', states: ['CHECKING', 'IN_ROUTE'] },
  done: { box: 'mine', states: ['SIGNED', 'REGISTERED', 'ARCHIVED'] },
  office: { box: 'office' },
  all: { box: 'mine' },
};

export function boxQuery(id: BoxId): RequestQuery {
  const { box, states } = FILTERS[id];
  return { box, ...(states && { state: states.join(',') }) };
}

export function boxOf(text: string | null): BoxId | null {
  return BOXES.find((box) => box === text) ?? null;
}
