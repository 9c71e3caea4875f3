import { describeHostile } from '../storyboard/hostile.ts';

describeHostile(40_000);
