/** Bytes that stay where they are; `read` returns fewer than asked at the end. */
export interface BytesAtRest {
  readonly size: number;
  read(position: number, length: number): Buffer;
}
