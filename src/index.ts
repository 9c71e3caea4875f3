export type { Plan } from './planner/plan.ts';
