import type { Emit } from '../../core/event.ts';
import type { Plan } from '../../planner/plan.ts';
import type { Workbench } from './workbench.ts';

/** Brings the clips that a cut needs to this machine, and tells how many have come. What does not come, the cut reports. */
export async function bringClips(
  { store }: Pick<Workbench, 'store'>,
  { timeline }: Pick<Plan, 'timeline'>,
  { emit, signal }: { readonly emit: Emit; readonly signal: AbortSignal },
): Promise<void> {
  const clips = timeline.entries.flatMap(({ footage }) =>
    footage.kind === 'clip' && footage.clip !== undefined ? [footage.clip] : [],
  );
  const lacking = [...new Set(clips)].filter((hash) => store.files.size(store.clipPath(hash)) === undefined);
  if (!store.shared || lacking.length === 0) return;
  const of = lacking.length;
  let come = 0;
  emit({ type: 'clips-coming', come, of });
  await Promise.all(
    lacking.map(async (hash) => {
      await store.bring(hash, signal);
      come += 1;
      emit({ type: 'clips-coming', come, of });
    }),
  );
}
