import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { Clock } from '../../../core/ports.ts';
import type { Letter } from '../../callbacks.ts';
import type { ServedVideo } from '../../served-video.ts';

/** The key pair that a sandbox signs its calls with, as fal does. */
export function signer(clock: Clock) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    /** A JSON Web Key Set. */
    keys: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'sandbox', alg: 'EdDSA', use: 'sig' }] },
    letter({ id, state }: ServedVideo, payload: unknown): Letter {
      const status = state === 'completed' ? 'OK' : 'ERROR';
      const body = JSON.stringify({ request_id: id, gateway_request_id: id, status, payload });
      const [user, time] = ['sandbox', String(Math.floor(clock.now() / 1000))];
      const hash = createHash('sha256').update(body).digest('hex');
      const signature = sign(null, Buffer.from([id, user, time, hash].join('\n')), privateKey);
      return {
        body,
        headers: {
          'x-fal-webhook-request-id': id,
          'x-fal-webhook-user-id': user,
          'x-fal-webhook-timestamp': time,
          'x-fal-webhook-signature': signature.toString('hex'),
        },
      };
    },
  };
}
