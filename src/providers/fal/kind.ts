import { keyedService } from '../keyed-service.ts';
import { whenCalled } from '../webhook.ts';
import { falQueue } from './hosts.ts';
import { falModels } from './models.ts';

/** fal. Its list of past jobs may lack what was just ordered, so that it proves nothing by what it lacks. */
export const falKind = keyedService({
  data: { name: 'fal', models: falModels, defaultModel: 'fal-ai/veo3.1/fast', lists: {} },
  address: { usual: falQueue, variable: 'FAL_BASE_URL' },
  keyVariable: 'FAL_KEY',
  async open(service) {
    const { falProvider } = await import('./fal.ts');
    return falProvider(service);
  },
  webhook: (baseUrl) => ({
    read: whenCalled(async () => (await import('./webhook.ts')).falCalls(baseUrl)),
  }),
});
