import { randomUUID } from 'node:crypto';

export interface FilePart {
  readonly name?: string;
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** A form with files, and fields before them, as a browser sends it. */
export function formOf(
  files: readonly FilePart[],
  fields: Readonly<Record<string, string>> = {},
): { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> } {
  const boundary = `----${randomUUID()}`;
  const begin = (disposition: string): string =>
    `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n`;
  const parts = [
    ...Object.entries(fields).map(([name, value]) =>
      Buffer.from(`${begin(`name="${name}"`)}\r\n${value}\r\n`),
    ),
    ...files.flatMap(({ name = 'file', fileName, bytes }) => [
      Buffer.from(
        `${begin(`name="${name}"; filename="${fileName}"`)}content-type: application/octet-stream\r\n\r\n`,
      ),
      bytes,
      Buffer.from('\r\n'),
    ]),
  ];
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
