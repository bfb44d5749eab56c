import { storable } from './storable-text';

it('a text that a database refuses is kept with a sign in its place, and every other text as it is', () => {
  const given = { reason: 'a\u0000b', name: '\ud800x', inner: ['\udc00', 'città 𝄞', 'è'], none: null, n: 1 };
  expect(storable(given)).toEqual({
    reason: 'a\ufffdb',
    name: '\ufffdx',
    inner: ['\ufffd', 'città 𝄞', 'è'],
    none: null,
    n: 1,
  });
});
