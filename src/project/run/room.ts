import type { Emit } from '../../core/event.ts';
import type { CuttingRoom } from '../../stitch/cutting-room.ts';
import { rememberCut } from '../film/cut-pace.ts';
import { alone } from '../outputs/alone.ts';
import { rememberWritten } from '../outputs/written.ts';
import type { Workbench } from './workbench.ts';

/** Where a film on the workbench is cut, until `signal` stops it. */
export const roomAt = (
  { film, tools, store, readAsset, farm }: Workbench,
  emit: Emit,
  signal: AbortSignal,
): CuttingRoom => ({
  tools,
  bring: (hash) => store.bring(hash, signal),
  cacheFolder: store.cacheFolder,
  readAsset,
  used: new Map(),
  asked: new Set(),
  workFolder: store.workFolder,
  ...(farm && { farm }),
  emit,
  signal,
  timed: (cut) => rememberCut(film.state, cut),
  replacing: (draft, file) => {
    const remember = (): Promise<void> => rememberWritten(film, draft, file);
    // Otherwise the store's lock keeps others out.
    return store.shared ? alone(store.folder, remember) : remember();
  },
});
