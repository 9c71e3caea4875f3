import { describe, expect, it } from 'vitest';
import { looksLikeKey, maskKeys } from '../../src/core/mask-keys.ts';

describe('masking', () => {
  it.each([
    ['sk-canary-0123456789abcdefghij', 'sk-***************************'],
    [
      'No provider is called "sk-proj-AbCdEfGh12345678".',
      'No provider is called "sk-*********************".',
    ],
    ['xai-abcdefghijklmnopqrstuvwxyz', 'xai-**************************'],
    ['AIzaSyA1234567890abcdefghijk', 'AIza************************'],
    ['https://name:secret@host.example/v1', 'https://***********@host.example/v1'],
    ['https://host.example/v1?api_key=letmein&x=1', 'https://host.example/v1?api_key=*******&x=1'],
  ])('%s', (text, masked) => {
    expect(maskKeys(text)).toBe(masked);
  });

  it.each([
    'sk-long-shot-of-the-harbour-at-dusk',
    'a task-manager-2026 sits in a risk-free room',
    'fingerprint 5a426155775abd6da9a0414976b6b7f847fadf127f0c94ddace2150ce911dbe8',
    'video_27b5b85ff43b8809de0b2d8aac4f1ee9',
    'mail me@example.com, or see https://host.example/v1/videos?limit=100&order=desc',
    'key-frame-at-12-seconds, hf-room, or-else-what-happens-next',
    'The sk-8 board',
  ])('leaves %s', (text) => {
    expect(maskKeys(text)).toBe(text);
  });

  it.each([
    ['STUDIO_KEY_2026_PRODUCTION', false],
    ['my_studio_key_for_vllm', false],
    ['9f86d081884c7d659a2feaa0c55ad015', true],
    ['sk-abcdefghijklmnopqrst', true],
  ])('%s looks like a key: %s', (word, expected) => {
    expect(looksLikeKey(word)).toBe(expected);
  });
});
