import { describeHostile } from './hostile.ts';

describeHostile(1500);
