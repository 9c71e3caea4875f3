import type { Project } from './project.ts';

/** Resolves once a project's journal has so many accepted jobs: from then on they are in flight. */
export async function accepted(made: Project, count: number): Promise<void> {
  for (;;) {
    const journal = await made.read('.storycut/journal.jsonl').catch(() => '');
    if (journal.split('"accepted"').length > count) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
