import { givingBack } from './small-workers.ts';

// What workers start has its memory as users have it.
for (const name of Object.keys(givingBack)) delete process.env[name];
