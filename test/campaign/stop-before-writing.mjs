/** Preloaded into a command: stops its process once, as the connection for a submission is open and before anything is written to it. */
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

const { request } = http;
let isStopped = false;
http.request = (...asked) => {
  const sent = request(...asked);
  if (sent.method === 'POST')
    sent.on('socket', (socket) => {
      socket.prependOnceListener('connect', () => {
        if (isStopped) return;
        isStopped = true;
        process.kill(process.pid, 'SIGSTOP');
      });
    });
  return sent;
};
syncBuiltinESMExports();
