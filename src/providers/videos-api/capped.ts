/** The same bytes, and an error as soon as there are more than `most`: memory and disk are not a server's to fill. */
export function capped(
  body: ReadableStream<Uint8Array> | null,
  most: number,
): ReadableStream<Uint8Array> | null {
  if (body === null) return null;
  let bytes = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > most) controller.error(new Error(`more than ${most} bytes came`));
        else controller.enqueue(chunk);
      },
    }),
  );
}
