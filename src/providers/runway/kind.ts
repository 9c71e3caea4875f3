import { keyedService } from '../keyed-service.ts';
import { runwayModels } from './models.ts';

/** Runway. */
export const runwayKind = keyedService({
  data: { name: 'runway', models: runwayModels, defaultModel: 'gen4.5' },
  address: { usual: 'https://api.dev.runwayml.com', variable: 'RUNWAYML_BASE_URL' },
  keyVariable: 'RUNWAYML_API_SECRET',
  async open(service) {
    const { runwayProvider } = await import('./runway.ts');
    return runwayProvider(service);
  },
});
