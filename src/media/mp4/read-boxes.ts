/** The content of a box. */
export type Content = DataView;

/** The boxes in a box's content. Throws RangeError if one is longer than its parent. */
export function boxesIn(content: Content): readonly { readonly type: string; readonly content: Content }[] {
  const boxes: { type: string; content: Content }[] = [];
  for (let at = 0; at + 8 <= content.byteLength; ) {
    const { type, head, length } = headOf(content, at, content.byteLength - at);
    boxes.push({ type, content: part(content, at + head, length - head) });
    at += length;
  }
  return boxes;
}

/** The first box at a path of types. */
export function boxAt(content: Content, ...path: readonly string[]): Content | undefined {
  return path.reduce<Content | undefined>(
    (inner, type) => inner && boxesIn(inner).find((box) => box.type === type)?.content,
    content,
  );
}

/** Part of a box's content; up to its end if no length is given. */
export const part = (content: Content, from: number, length?: number): Content =>
  new DataView(content.buffer, content.byteOffset + from, length ?? content.byteLength - from);

export const bytesOf = (content: Content): Uint8Array =>
  new Uint8Array(content.buffer, content.byteOffset, content.byteLength);

/** Reads a box's header. `left` is the length to use if the box says that it extends to the end. */
export function headOf(
  content: Content,
  at: number,
  left: number,
): { readonly type: string; readonly head: number; readonly length: number } {
  const said = content.getUint32(at);
  const head = said === 1 ? 16 : 8;
  const length = said === 1 ? u64At(content, at + 8) : said === 0 ? left : said;
  if (length < head) throw new RangeError('a box is shorter than its header');
  return { type: codeAt(content, at + 4), head, length };
}

/** A four-character code. */
export const codeAt = (content: Content, at: number): string =>
  String.fromCharCode(
    content.getUint8(at),
    content.getUint8(at + 1),
    content.getUint8(at + 2),
    content.getUint8(at + 3),
  );

export const u64At = (content: Content, at: number): number =>
  content.getUint32(at) * 2 ** 32 + content.getUint32(at + 4);
