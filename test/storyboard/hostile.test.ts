import { describeHostile } from './hostile.ts';

describeHostile(4000);
