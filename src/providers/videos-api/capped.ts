/** A response's bytes, and an error as soon as there are more than `most`: memory and disk are not a server's to fill. */
export function capped({ body, headers }: Response, most: number): ReadableStream<Uint8Array> | null {
  // A body never goes on beyond a length that is told, but what was packed may be told by its smaller one.
  const told = Number(headers.get('content-length') ?? Number.NaN);
  if (body === null || (told <= most && !headers.has('content-encoding'))) return body;
  let bytes = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > most) controller.error(new Error(`more than ${most} bytes arrived`));
        else controller.enqueue(chunk);
      },
    }),
  );
}
