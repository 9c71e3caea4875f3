import { keyedService } from '../keyed-service.ts';
import { seedanceModels } from './models.ts';

/** BytePlus ModelArk, where ByteDance sells Seedance. */
export const byteplusKind = keyedService({
  data: {
    ...{ name: 'byteplus', models: seedanceModels, defaultModel: 'dreamina-seedance-2-5-260628' },
    // It lists no prompts: what it lists may be somebody's job, and what it lacks proves nothing.
    lists: {},
  },
  address: { usual: 'https://ark.ap-southeast.bytepluses.com/api/v3', variable: 'ARK_BASE_URL' },
  keyVariable: 'ARK_API_KEY',
  async open(service) {
    const { byteplusProvider } = await import('./byteplus.ts');
    return byteplusProvider(service);
  },
});
