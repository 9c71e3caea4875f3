import type { Emit } from '../core/event.ts';
import type { CuttingRoom } from '../stitch/cutting-room.ts';
import type { Workbench } from './workbench.ts';

/** Where a film on the workbench is cut. */
export const roomAt = ({ tools, store }: Pick<Workbench, 'tools' | 'store'>, emit: Emit): CuttingRoom => ({
  tools,
  clipPath: (hash) => store.clipPath(hash),
  cacheFolder: store.cacheFolder,
  asked: new Set(),
  workFolder: store.workFolder,
  emit,
});
