/** Preloaded into a command: stops its process once, as the connection for a submission is open and before anything is written to it. */
import { subscribe } from 'node:diagnostics_channel';

let state = 'before';
subscribe('undici:request:create', ({ request }) => {
  if (state === 'before' && request.method === 'POST') state = 'connecting';
});
subscribe('undici:client:connected', () => {
  if (state !== 'connecting') return;
  state = 'stopped';
  process.kill(process.pid, 'SIGSTOP');
});
