import { phraseBook } from './phrases.ts';
import type { DayTime, Scenery, Weather, Whereabouts } from './sketch.ts';

/** What a word says of the place, the light and the weather. */
export interface SettingWord {
  readonly whereabouts?: Whereabouts;
  readonly scenery?: Scenery;
  readonly time?: DayTime;
  readonly weather?: Weather;
}

const nothing: SettingWord = {};
const outside = (scenery: Scenery): SettingWord => ({ whereabouts: 'outside', scenery });
const inside = (scenery: Scenery): SettingWord => ({ whereabouts: 'inside', scenery });

/** The first entries are phrases that look like a place, a time or weather and are none. */
export const settingWords = phraseBook<SettingWord>([
  [
    'lighthouse keeper, harbour master, night watchman, night watch, night shift, night light, night stand, day dream, movie star, rock star, film star, pop star, star of the, one day, some day, every day, day after day, these days, the other day, day off, good morning, good evening, good night, morning coffee, evening dress, evening gown, sunday best',
    nothing,
  ],
  [
    'rain boots, rain coat, rain jacket, rain hat, snow white, snow globe, storm of applause, fog machine, fog of war, brain fog, sea of people, sea of faces, sea of heads, forest green, sky blue, field of view, depth of field, sea green, living room wall art, street clothes, street food, room to, room for, mountain bike, mountain of, mountains of, desert boots, river of, city map, map of, beach ball, beach towel, beach hat, wave of, waves of, waves goodbye, waves at, waves to, waves back, inside out, inside joke, outside of the box, outside the window, outside the door, out of the window, hall of fame, bar of, bars of, underwater light, pool of light, deck of cards, tape deck, deck chair, the rail yard, the rail line, car park attendant, ocean blue, spring water, glass of water, bottle of water, cup of water, bowl of water, bucket of water, water bottle, water glass, state of the art, space between, outer edge, after the rain, after rain, rain has stopped, rain stops, in the space of, negative space, personal space, empty space, star shaped',
    nothing,
  ],
  ['horizon', { whereabouts: 'outside' }],
  ['black horizon, dark horizon, black sky', { whereabouts: 'outside', time: 'night' }],
  ['windowsill, window sill', { whereabouts: 'inside' }],
  ['int, interior, indoors, indoor, inside', { whereabouts: 'inside' }],
  ['ext, exterior, outdoors, outdoor, outside, open air, alfresco', { whereabouts: 'outside' }],
  [
    'room, living room, bedroom, kitchen, bathroom, dining room, office, studio, workshop, bar, pub, cafe, coffee shop, restaurant, diner, shop, store, bakery, library, classroom, laboratory, lab, hospital, ward, cellar, basement, attic, garage, barn, gym, theatre, theater, museum, gallery, ballroom, warehouse, factory, supermarket, church, cathedral, temple, court room, courtroom, throne room, engine room, lamp room, waiting room, prison cell, jail cell, greenhouse, nursery, salon, sauna, study, lounge, apartment, flat, hotel room, changing room, newsroom, control room, server room, casino, nightclub, fireplace, hearth',
    inside('room'),
  ],
  [
    'corridor, hallway, hall, tunnel, subway platform, metro station, passage, passageway, aisle, mine shaft, sewer, catacombs, cave, cavern, vault',
    inside('corridor'),
  ],
  [
    'staircase, stairwell, stairway, spiral stair, spiral stairs, stairs, stair, escalator, elevator, lift shaft',
    inside('stairs'),
  ],
  [
    'inside a car, inside the car, in the car, in a car, in his car, in her car, in their car, in a parked car, in the parked car, in a moving car, in a police car, in the back of a taxi, on a train, on the train, in a train, on a plane, on the plane, back seat, backseat, front seat, passenger seat, driver seat, steering wheel, dashboard, cockpit, inside a taxi, in a taxi, inside the train, train compartment, train carriage, on the bus, inside a bus, in the cabin, spaceship interior, capsule',
    inside('cabin'),
  ],
  [
    'underwater, under water, seabed, sea floor, ocean floor, coral reef, beneath the waves',
    outside('underwater'),
  ],
  [
    'sea, ocean, seaside, shore, seashore, coast, beach, harbour, harbor, quay, pier, dock, bay, open water, black water, waves, wave, surf, tide, cliff by the sea, island, lagoon, lighthouse',
    outside('sea'),
  ],
  [
    'deck, upper deck, ship deck, ferry deck, aboard, on board, on a ferry, on the ferry, on a ship, on the ship, the rail, gallery rail, gallery railing, stern, bow of the ship, ship rail, gunwale, forecastle',
    outside('deck'),
  ],
  [
    'swimming pool, poolside, river, lake, pond, stream, creek, riverbank, lakeside, waterfall, canal, swamp, marsh, reeds',
    outside('river'),
  ],
  [
    'forest, clearing, wood, woods, woodland, jungle, rainforest, grove, orchard, park, garden, thicket',
    outside('forest'),
  ],
  [
    'mountain, mountainside, mountain pass, peak, summit, ridge, cliff, canyon, gorge, alps, glacier, headland, volcano',
    outside('mountains'),
  ],
  ['desert, dune, sand dune, salt flat, wasteland, savannah, savanna', outside('desert')],
  [
    'field, meadow, prairie, farm, farmland, pasture, vineyard, steppe, plain, playground, football pitch, stadium, countryside, campsite, cemetery, graveyard',
    outside('fields'),
  ],
  ['hill, hillside, hilltop, valley, moor, tundra', outside('hills')],
  [
    'rooftop garden, roof garden, roof terrace, rooftop bar, street, city, town, village, alley, alleyway, lane, square, plaza, market, rooftop, roof, downtown, skyline, sidewalk, pavement, crosswalk, courtyard, bridge over the, suburb, bus stop, parking lot, car park, balcony, terrace, neighbourhood, neighborhood',
    outside('town'),
  ],
  [
    'road, highway, motorway, freeway, path, trail, track, railway, tarmac, runway, roadside',
    outside('road'),
  ],
  ['sky, clouds, cloud, above the clouds, mid air, midair', outside('sky')],
  [
    'space, outer space, in orbit, the moon surface, on the moon, planet, galaxy, asteroid, nebula, mars',
    outside('space'),
  ],
  [
    'dawn, daybreak, sunrise, first light, early morning, morning, at sunup, 5 am, 6 am, 7 am, five am, six am',
    { time: 'dawn' },
  ],
  [
    'dusk, sunset, twilight, golden hour, blue hour, evening, sundown, magic hour, nightfall, early evening, low sun, setting sun',
    { time: 'dusk' },
  ],
  [
    '10 pm, 11 pm, 12 am, 1 am, 2 am, 3 am, 4 am, ten pm, eleven pm, one am, two am, three am, four am, one in the morning, two in the morning, three in the morning, four in the morning, 1 in the morning, 2 in the morning, 3 in the morning, 4 in the morning, night, midnight, nighttime, night time, moonlight, moonlit, full moon, starlight, starry, starry sky, after dark, stars, late at night, moon',
    { time: 'night' },
  ],
  [
    '9 am, 10 am, 11 am, 12 pm, 1 pm, 2 pm, 3 pm, 4 pm, noon, midday, daytime, by day, daylight, sunlight, sunny, sunlit, afternoon, bright day, broad daylight, high noon, day, summer day, blue sky, sun',
    { time: 'day' },
  ],
  [
    'rain, rainy, raining, drizzle, downpour, rainfall, rainstorm, rain soaked, rain slick, wet street',
    { weather: 'rain' },
  ],
  [
    'snow, snowy, snowing, snowfall, snowstorm, blizzard, snow covered, falling snow, snowflakes, sleet',
    { weather: 'snow' },
  ],
  ['rain outside, rain against the window, rain on the window', { weather: 'rain', whereabouts: 'inside' }],
  ['snow outside, snow falls outside', { weather: 'snow', whereabouts: 'inside' }],
  ['fog, foggy, mist, misty, haze, hazy, smog', { weather: 'fog' }],
  [
    'storm, stormy, thunderstorm, thunder, lightning, tempest, hurricane, gale, storm clouds',
    { weather: 'storm' },
  ],
]);
