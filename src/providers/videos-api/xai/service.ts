import type { KeyedService } from '../../keyed-service.ts';
import { dialects } from '../dialects.ts';
import { xaiModels } from './models.ts';

/** xAI. Its key is in the variable that its own clients read. */
export const xai: KeyedService = {
  data: { name: 'xai', models: xaiModels, defaultModel: 'grok-imagine-video-1.5' },
  address: { usual: 'https://api.x.ai/v1', variable: 'XAI_BASE_URL' },
  keyVariable: 'XAI_API_KEY',
  async open(service) {
    const { videosApiProvider } = await import('../videos-api.ts');
    return videosApiProvider({ ...service, dialect: dialects.xai });
  },
};
