import { describe, expect, test } from 'vitest';
import { readPrompt } from '../../src/sketch/prompt-parts.ts';

describe('a composed prompt', () => {
  test('is taken apart into what is seen, noted and said', () => {
    const prompt = [
      'An old keeper shoulders an iron door open.',
      'Camera: low angle, slow dolly in',
      'Lighting: lantern amber',
      'Sound: wind',
      'Dialogue:',
      '- keeper: "One more night."',
      '- boy: "And then: what?"',
      '',
      'inside the tower',
      '',
      'Style: 35 mm film',
    ].join('\n');
    expect(readPrompt(prompt)).toEqual({
      paragraphs: ['An old keeper shoulders an iron door open.', 'inside the tower'],
      notes: [
        { label: 'Camera', text: 'low angle, slow dolly in' },
        { label: 'Lighting', text: 'lantern amber' },
        { label: 'Sound', text: 'wind' },
        { label: 'Style', text: '35 mm film' },
      ],
      dialogue: [
        { who: 'keeper', line: 'One more night.' },
        { who: 'boy', line: 'And then: what?' },
      ],
    });
  });

  test('that only looks like one loses nothing', () => {
    const prompt = 'A list:\n- bread: warm\nDialogue of a film is quiet.\nCamera:\n\n\n  end ';
    expect(readPrompt(prompt)).toEqual({
      paragraphs: ['A list:\n- bread: warm\nDialogue of a film is quiet.\nCamera:', 'end'],
      notes: [],
      dialogue: [],
    });
  });
});
