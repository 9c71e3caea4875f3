import { keyedService } from '../keyed-service.ts';
import { omniModels } from './models.ts';

/** Gemini Omni by Google's Gemini API. */
export const geminiKind = keyedService({
  data: { name: 'gemini', models: omniModels, defaultModel: 'gemini-omni-1.1-flash' },
  address: { usual: 'https://generativelanguage.googleapis.com', variable: 'GEMINI_BASE_URL' },
  keyVariable: 'GEMINI_API_KEY',
  async open(service) {
    const { geminiProvider } = await import('./gemini.ts');
    return geminiProvider(service);
  },
});
