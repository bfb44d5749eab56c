import { closeSync, openSync, writeSync } from 'node:fs';

/** A one-page PDF of about 50 MB with very many small objects, as registers printed to one file have; returns its path. */
export function writeManyObjects(path: string, count: number): string {
  const file = openSync(path, 'w');
  const offsets: number[] = [];
  let position = 0;
  let pending = '';
  const put = (text: string): void => {
    position += text.length;
    pending += text;
    if (pending.length > 1_000_000) {
      writeSync(file, pending, null, 'latin1');
      pending = '';
    }
  };
  put('%PDF-1.7\n');
  const filler = 'x'.repeat(60);
  for (let number = 1; number <= count; number += 1) {
    offsets.push(position);
    put(`${number} 0 obj\n${bodyOf(number, filler)}\nendobj\n`);
  }
  const index = position;
  put(`xref\n0 ${count + 1}\n0000000000 65535 f \n`);
  for (const offset of offsets) put(`${String(offset).padStart(10, '0')} 00000 n \n`);
  put(`trailer\n<< /Size ${count + 1} /Root 1 0 R >>\nstartxref\n${index}\n%%EOF\n`);
  writeSync(file, pending, null, 'latin1');
  closeSync(file);
  return path;
}

function bodyOf(number: number, filler: string): string {
  if (number === 1) return '<< /Type /Catalog /Pages 2 0 R >>';
  if (number === 2) return '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
  if (number === 3) return '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>';
  return `<< /Value ${number} /Next ${number - 1} 0 R /Text (${filler}) >>`;
}
