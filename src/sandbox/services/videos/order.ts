import { hashOf, sha256 } from '../../../core/canonical.ts';
import type { Size } from '../../../core/frames.ts';
import { unreachable } from '../../../core/result.ts';

/** What a call that makes a video asks for, in any dialect. Lengths in seconds. */
export type SandboxOrder =
  | {
      readonly kind: 'generate';
      readonly model: string;
      readonly prompt: string;
      readonly seconds: number;
      readonly size: Size;
      /** The first and the last frame: encoded images. */
      readonly image?: Buffer;
      readonly lastImage?: Buffer;
      /** What it leans on: encoded. */
      readonly references?: readonly Buffer[];
      readonly characters: readonly string[];
      /** Fields that only this server knows (seed, fps, …): part of the order, but without effect here. */
      readonly extra: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'extend';
      /** Absent: as the source's. */
      readonly model?: string;
      readonly prompt: string;
      readonly seconds: number;
      readonly source: OrderSource;
    }
  | {
      readonly kind: 'edit';
      readonly model?: string;
      readonly prompt: string;
      readonly source: OrderSource;
      readonly remix: boolean;
    };

/** The footage that an order starts from. */
export type OrderSource =
  | { readonly kind: 'video'; readonly id: string }
  | { readonly kind: 'bytes'; readonly bytes: Buffer };

/** Equal for orders of the same footage, so that double payments are detected. */
export function orderHash(order: SandboxOrder): string {
  switch (order.kind) {
    case 'generate': {
      const { image, lastImage, references, ...rest } = order;
      return hashOf({
        ...rest,
        ...(image && { image: sha256(image) }),
        ...(lastImage && { lastImage: sha256(lastImage) }),
        ...(references && { references: references.map((one) => sha256(one)) }),
      });
    }
    case 'extend':
    case 'edit': {
      const { source, ...rest } = order;
      return hashOf({ ...rest, source: source.kind === 'video' ? source : { bytes: sha256(source.bytes) } });
    }
    default:
      return unreachable(order);
  }
}
