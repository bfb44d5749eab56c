const DIGITS = /^[0-9]{11}$/;

/** True for the eleven digits of a company, a body or a provisional code, whose last one checks the ten before it. */
export function isBodyTaxCode(value: string): boolean {
  if (!DIGITS.test(value)) return false;
  let sum = 0;
  for (let position = 0; position < 10; position += 1) {
    const digit = Number(value.charAt(position));
    const doubled = digit * 2;
    sum += position % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10 === Number(value.charAt(10));
}
