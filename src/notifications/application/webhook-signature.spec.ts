import { signedHeaders, webhookSecret } from './webhook-signature';

describe('the signature of a webhook', () => {
  // The example that the Standard Webhooks specification gives to its implementers.
  it('is that of the published example', () => {
    const headers = signedHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: new Date(1_614_265_330_000),
      payload: '{"test": 2432232314}',
    });
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('rests on a secret of each webhook and of each installation', () => {
    const secrets = [
      webhookSecret('k'.repeat(32), 'a'),
      webhookSecret('k'.repeat(32), 'b'),
      webhookSecret('l'.repeat(32), 'a'),
    ];
    expect(new Set(secrets).size).toBe(3);
    expect(webhookSecret('k'.repeat(32), 'a')).toBe(secrets[0]);
    for (const secret of secrets) expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });
});
