/** A response's bytes, with an error once there are more than `most`: a server must not fill memory or disk. */
export function capped({ body, headers }: Response, most: number): ReadableStream<Uint8Array> | null {
  // A body never exceeds a declared length, but a compressed body may declare its compressed length.
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
