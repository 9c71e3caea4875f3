// Jobs shortened to 0.1 s, 50 at once: what the engine's own process costs. The server has one of its own, which isn't counted.
import { runJobs } from '../run-jobs.mjs';

export const jobs = {
  x: 'jobs',
  title: 'A run of so many jobs of 0.1 s, 50 at once',
  contenders: async (_, count) => [
    {
      name: 'storycut run',
      measure: async () => {
        const { seconds, cpu, peak } = await runJobs({ jobs: count, speed: 20 });
        return { wall: seconds, cpu: cpu / 1000, memory: peak };
      },
    },
  ],
};
