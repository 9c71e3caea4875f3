/**
 * The members of each object of OpenTimelineIO that we write, as its documentation of the serialized data lists them,
 * and what kind each is. Read from there, not from our writer, so that the two can be held against each other.
 */
type Kind = 'text' | 'number' | 'flag' | 'any' | readonly string[];

const item = {
  name: 'text',
  metadata: 'any',
  effects: ['LinearTimeWarp.1'],
  markers: ['Marker.2'],
  enabled: 'flag',
} as const;
const reference = {
  name: 'text',
  metadata: 'any',
  available_range: ['TimeRange.1', 'null'],
  available_image_bounds: ['null'],
} as const;

const schemas: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  'RationalTime.1': { rate: 'number', value: 'number' },
  'TimeRange.1': { start_time: ['RationalTime.1'], duration: ['RationalTime.1'] },
  'Timeline.1': {
    name: 'text',
    metadata: 'any',
    global_start_time: ['RationalTime.1', 'null'],
    tracks: ['Stack.1'],
  },
  'Stack.1': { ...item, source_range: ['TimeRange.1', 'null'], children: ['Track.1'] },
  'Track.1': {
    ...item,
    source_range: ['TimeRange.1', 'null'],
    kind: 'text',
    children: ['Clip.2', 'Gap.1', 'Transition.1'],
  },
  'Clip.2': {
    ...item,
    source_range: ['TimeRange.1', 'null'],
    media_references: 'any',
    active_media_reference_key: 'text',
  },
  'LinearTimeWarp.1': { name: 'text', metadata: 'any', effect_name: 'text', time_scalar: 'number' },
  'Gap.1': { ...item, source_range: ['TimeRange.1'] },
  'Transition.1': {
    name: 'text',
    metadata: 'any',
    transition_type: 'text',
    in_offset: ['RationalTime.1'],
    out_offset: ['RationalTime.1'],
  },
  'Marker.2': {
    name: 'text',
    metadata: 'any',
    color: 'text',
    marked_range: ['TimeRange.1'],
    comment: 'text',
  },
  'ExternalReference.1': { ...reference, target_url: 'text' },
  'GeneratorReference.1': { ...reference, generator_kind: 'text', parameters: 'any' },
  'MissingReference.1': reference,
};

/** Where a value is not as its schema says; empty where all is well. */
export function misfits(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one, i) => misfits(one, `${path}[${i}]`));
  if (value === null || typeof value !== 'object') return [];
  const { OTIO_SCHEMA: name, ...members } = value as Record<string, unknown>;
  const inner = Object.entries(members).flatMap(([key, member]) => misfits(member, `${path}.${key}`));
  if (name === undefined) return inner;
  const schema = schemas[String(name)];
  if (schema === undefined) return [`${path}: no schema ${name}`];
  const odd = Object.keys(members).filter((key) => !(key in schema));
  const wrong = Object.entries(schema).filter(([key, kind]) => !isOf(members[key], kind));
  return [
    ...inner,
    ...[...odd, ...wrong.map(([key]) => key)].map((key) => `${path}.${key}: not as in ${name}`),
  ];
}

function isOf(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'any':
      return value !== undefined;
    default:
      return Array.isArray(value)
        ? value.every((one) => isOf(one, kind))
        : kind.includes(value === null ? 'null' : String((value as Record<string, unknown>).OTIO_SCHEMA));
  }
}
