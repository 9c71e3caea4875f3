import fc from 'fast-check';

// Half of what fast-check tries by itself: each run of the suite tries others, and the campaigns many.
fc.configureGlobal({ numRuns: 50 });
