import { type ByteSource, fileSource } from '@libro-firma/pdf';
import type { DetachedContent, ValidationOptions } from '@libro-firma/signature';
import type { Trusted } from './installed-trust';
import type { ContentFile } from './verification-run';

/** What the libraries are told of what is trusted here. */
export function optionsOf({ anchors, lists }: Trusted, at: Date): ValidationOptions {
  return {
    anchors: anchors.map(({ certificate }) => certificate),
    lists: lists.map(({ list }) => list),
    at,
  };
}

/** Opens a file and what it may have signed as long as they are looked at. */
export async function withSources<T>(
  path: string,
  contents: readonly ContentFile[],
  look: (source: ByteSource, detached: readonly DetachedContent[]) => Promise<T>,
): Promise<T> {
  const source = fileSource(path);
  const opened = contents.map(({ fileName, path: place }) => ({ name: fileName, source: fileSource(place) }));
  try {
    return await look(source, opened);
  } finally {
    for (const each of [source, ...opened.map((one) => one.source)]) each.close();
  }
}
