import type { StudioPackage } from './studio.ts';

/** What `@storycut/studio` exports: its users install it beside this package, and it is built after it. */
export declare const openStudio: StudioPackage['openStudio'];
