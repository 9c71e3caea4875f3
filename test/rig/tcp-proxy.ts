import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What happens to a connection: `cut` after so many bytes of the response, in its header or its body. */
export type TcpFault =
  | { readonly kind: 'none' | 'reset' | 'reset-unanswered' | 'half-open' | 'close-twice' }
  | { readonly kind: 'cut' | 'cut-clean'; readonly after: number }
  | { readonly kind: 'delay' | 'slow'; readonly ms: number };

export interface TcpProxy {
  readonly port: number;
  close(): void;
}

/** Carries connections to a port of this machine, each with the fault that `deal` gives it. */
export async function tcpProxy(target: number, deal: () => TcpFault): Promise<TcpProxy> {
  const open = new Set<Socket>();
  const server: Server = createServer({ allowHalfOpen: true }, (near) => {
    open.add(near.on('error', () => undefined).on('close', () => open.delete(near)));
    carry(near, target, deal());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on a port');
  return {
    port: address.port,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

function carry(near: Socket, target: number, fault: TcpFault): void {
  if (fault.kind === 'reset') {
    near.resetAndDestroy();
    return;
  }
  const far = createConnection(target, '127.0.0.1');
  far.on('error', () => near.destroy());
  near.on('close', () => far.destroy());
  let first = true;
  near.on('data', (bytes: Buffer) => {
    far.write(first ? addressed(bytes, target) : bytes);
    first = false;
  });
  near.on('end', () => far.end());
  void answer(far, near, fault).catch(() => near.destroy());
}

/** A server answers to its own address only. */
const addressed = (request: Buffer, port: number): Buffer =>
  Buffer.from(request.toString('latin1').replace(/(\r\nhost: [^:\r]*):\d+/i, `$1:${port}`), 'latin1');

async function answer(far: Socket, near: Socket, fault: TcpFault): Promise<void> {
  let passed = 0;
  for await (const chunk of far) {
    const bytes = chunk as Buffer;
    switch (fault.kind) {
      case 'reset-unanswered':
        near.resetAndDestroy();
        return;
      case 'half-open':
        // Nothing comes, and nothing ends, for a while.
        await sleep(3000);
        near.destroy();
        return;
      case 'cut':
      case 'cut-clean': {
        const left = fault.after - passed;
        if (left >= bytes.length) break;
        near.write(bytes.subarray(0, Math.max(0, left)), () =>
          fault.kind === 'cut' ? near.resetAndDestroy() : near.end(),
        );
        return;
      }
      case 'delay':
        if (passed === 0) await sleep(fault.ms);
        break;
      case 'slow':
        for (let at = 0; at < bytes.length && at < 400; at += 40) {
          near.write(bytes.subarray(at, Math.min(at + 40, 400, bytes.length)));
          await sleep(fault.ms);
        }
        near.write(bytes.subarray(400));
        passed += bytes.length;
        continue;
      default:
        break;
    }
    passed += bytes.length;
    near.write(bytes);
  }
  near.end();
  if (fault.kind === 'close-twice') near.destroy();
}
