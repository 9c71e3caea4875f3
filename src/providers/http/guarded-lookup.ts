import dns, { type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPrivate, leadsInside } from '../address.ts';

/**
 * How names are looked up for connections to where an answer of a server leads: without the addresses in the user's own network,
 * if that server is not there itself. Asked as the connection is made, since a name may mean something else a moment later.
 */
export const guardedLookup =
  (server: URL): LookupFunction =>
  (name, options, done) => {
    const answer = (found: readonly LookupAddress[]): void => {
      const [first] = found;
      if (first === undefined) done(new Error(leadsWithin), []);
      else if (options.all) done(null, [...found]);
      else done(null, first.address, first.family);
    };
    dns.lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      const isOwn = isPrivate(server.hostname) || name === server.hostname;
      if (isOwn || !found.some(isInside)) return answer(found);
      // A server whose name leads inside may name its neighbours.
      dns.lookup(server.hostname, { all: true }, (_, own = []) =>
        answer(own.some(isInside) ? found : found.filter((one) => !isInside(one))),
      );
    });
  };

export const leadsWithin = 'its link leads into your own network, and is not followed';

/** Whether a link of that server names a host in the user's own network. What a name stands for, its lookup tells. */
export const namesInside = (link: URL, server: URL): boolean => leadsInside(link.hostname, server.hostname);

const isInside = ({ address }: LookupAddress): boolean => isPrivate(address);
