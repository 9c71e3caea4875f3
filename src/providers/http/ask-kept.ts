import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { agentOf, clientFor } from './client.ts';
import { namesJob } from './names-job.ts';
import { readMessage } from './read-message.ts';
import type { ReadAnswer } from './read-response.ts';

interface Question {
  readonly url: string | URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Bytes of an answer that are read. */
  readonly most: number;
  /** The id of the job that it is about. */
  readonly about?: string | undefined;
}

/** Origins whose answers don't name the jobs that they are about. */
const nameless = new Set<string>();

/**
 * Asks what costs nothing, and may be asked again. Questions about jobs go over connections that are kept for the next ones. On
 * such a connection the answer may be one that was left over, as from a gateway that answers twice: it counts only if it names the job.
 * Otherwise the question is asked once more on a connection of its own, as all others are.
 */
export async function askKept(question: Question): Promise<ReadAnswer> {
  const { url, about, most } = question;
  const address = new URL(url);
  if (about === undefined || nameless.has(address.origin)) return askAlone(address, question);
  const { message, socket, wasKept } = await responseTo(address, question);
  const answer = await readMessage(message, most);
  if (!wasKept || saysNothing(answer) || namesJob(answer.text, about)) return answer;
  socket.destroy();
  if (answer.status < 300) nameless.add(address.origin);
  return askAlone(address, question);
}

/** It is believed of no job, whatever it was an answer to, and asking again at once would only make it worse. */
const saysNothing = ({ status, text }: ReadAnswer): boolean =>
  status === 429 || status >= 500 || typeof text !== 'string';

const askAlone = async (address: URL, question: Question): Promise<ReadAnswer> =>
  readMessage((await request(address, question, agentOf(await clientFor(address)))).message, question.most);

/** The server may have closed a kept connection in this moment: then it is asked once more, on one of its own. */
async function responseTo(address: URL, question: Question) {
  try {
    return await request(address, question);
  } catch (error) {
    if (!(error instanceof OnKept) || question.signal.aborted) throw error;
    return request(address, question, agentOf(await clientFor(address)));
  }
}

/** Something went wrong on a connection that was kept. */
class OnKept extends Error {}

interface Response {
  readonly message: IncomingMessage;
  /** The message itself gives it up once it is read. */
  readonly socket: Socket;
  /** Whether it came on a connection that was used before. */
  readonly wasKept: boolean;
}

async function request(address: URL, { headers: given, signal }: Question, agent?: Agent): Promise<Response> {
  const client = await clientFor(address);
  const headers = { 'user-agent': 'node', 'accept-encoding': 'identity', ...given };
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = client
      .request(address, { headers, signal, ...(agent && { agent }) }, (message) =>
        resolve({ message, socket: message.socket, wasKept: sent.reusedSocket }),
      )
      .on('error', (cause) => reject(sent.reusedSocket ? new OnKept('', { cause }) : cause))
      .end();
  });
}
