import type { Request } from '../../core/request.ts';
import type { Capabilities } from '../../providers/capabilities.ts';

/** Seconds of wall time from submitting a request to having its clip, from the model's data. */
export const paceOf = ({ pace }: Pick<Capabilities, 'pace'>, { seconds, size }: Request): number =>
  pace.base + seconds * (pace.perSecond + (pace.perMegapixel ?? 0) * ((size.width * size.height) / 1e6));
