import type { Request } from '../../core/request.ts';

/** A request's options as most services name them, with `_` for `-`. */
export const optionsSent = ({
  options,
}: Pick<Request, 'options'>): Readonly<Record<string, string | number | boolean>> =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [name.replaceAll('-', '_'), value]));
