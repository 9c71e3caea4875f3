import type { Request } from '../../core/request.ts';
import { type Result, unreachable } from '../../core/result.ts';
import type { FfmpegFailure } from '../../media/ffmpeg.ts';
import { edit } from './edit.ts';
import { extend } from './extend.ts';
import { generate } from './generate.ts';
import type { Studio } from './studio.ts';

/** Draws what a request asks for. The same request and inputs give the same bytes. */
export function render(request: Request, studio: Studio): Promise<Result<void, FfmpegFailure>> {
  switch (request.kind) {
    case 'generate':
      return generate(request, studio);
    case 'extend':
      return extend(request, studio);
    case 'edit':
      return edit(request, studio);
    default:
      return unreachable(request);
  }
}
