import { z } from 'zod';

export const PAGE_LIMIT = { default: 50, max: 100 } as const;

/** Query of every list: a page is named by the cursor that the page before it returned. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT.max).default(PAGE_LIMIT.default),
  cursor: z.string().max(200).optional(),
});

/** Answer of every list: items, and the cursor of the next page or null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const idSchema = z.uuid();
export const idParams = z.object({ id: idSchema });
export const instantSchema = z.iso.datetime();
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
