import { basename } from 'node:path';
import type { DetachedContent } from '../../validation-options';

const MAX_BYTES = 512 * 1024 * 1024;

/**
 * Finds files outside the document among those that the caller gave: by the name at the end of the URI, or the only
 * one there is for a reference without URI. Nothing is fetched.
 */
export function externalContents(
  contents: readonly DetachedContent[],
): (uri: string | undefined) => Buffer | undefined {
  const read = new Map<DetachedContent, Buffer>();
  return (uri) => {
    const name = uri === undefined ? undefined : basename(decoded(uri));
    const named = contents.filter((content) => content.name === name);
    const [found] = named.length > 0 ? named : contents.length === 1 ? contents : [];
    if (!found || found.source.size > MAX_BYTES) return undefined;
    const bytes = read.get(found) ?? found.source.read(0, found.source.size);
    read.set(found, bytes);
    return bytes;
  };
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
