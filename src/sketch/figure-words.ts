import { phraseBook } from './phrases.ts';
import type { FigureForm, FigureKind, Scenery } from './sketch.ts';

/** What a noun names. */
export type FigureWord =
  /** Looks like a figure and is none. */
  | { readonly is: 'nothing' }
  | { readonly is: 'figure'; readonly kind: FigureKind; readonly form: FigureForm; readonly near?: Scenery }
  /** As many of them, of the kind that follows after "of", or people. */
  | { readonly is: 'group'; readonly count: number; readonly form: FigureForm; readonly kind: FigureKind }
  /** Part of a body: it is the figure only if nothing else of the body is named. */
  | { readonly is: 'part'; readonly form: FigureForm };

const nothing: FigureWord = { is: 'nothing' };
const person = (form: FigureForm): FigureWord => ({ is: 'figure', kind: 'person', form });
const animal = (form: FigureForm): FigureWord => ({ is: 'figure', kind: 'animal', form });
const vehicle = (form: FigureForm, near?: Scenery): FigureWord => ({
  ...{ is: 'figure', kind: 'vehicle', form },
  ...(near && { near }),
});
const thing = (form: FigureForm): FigureWord => ({ is: 'figure', kind: 'thing', form });
const group = (count: number, form: FigureForm = 'man', kind: FigureKind = 'person'): FigureWord => ({
  ...{ is: 'group', count, form, kind },
});
const part = (form: FigureForm): FigureWord => ({ is: 'part', form });

/** The first entries are phrases that look like figures and are none. */
export const figureWords = phraseBook<FigureWord>([
  [
    "catwalk, cat walk, cat eye, dog days, dog tag, hot dog, horse power, bull market, wild goose chase, piggy bank, teddy bear, bear witness, bear in mind, snow man, snowman, man made, no man's land, man hole, manhole, scarecrow, crow bar, fish eye, fisheye, bird eye, bird house, birdhouse, fox hole, table of, clock tower bells, in the car park, boat house, boathouse, bus stop, train station, train tracks, tire tracks, animal tracks, taxi stand, bicycle lane, bike lane, horse race, door step, doorstep, book shop, bookshop, book shelf, bookshelf, phone booth, window sill, windowsill, window light, chair lift, car wash, car door, bus station, air plane mode, flower bed, flower pot, tree line, treeline, tree house, rose tinted, cup board, pan pipes, frying pan handle, ladies room, men room, king size, queen size, hand held, hand made, handmade, hand drawn, hand painted, on the other hand, hand in hand, second hand, first hand, at hand, face to face, in the face of, eye level, eye contact, eye line, head on, over head, at the foot of, on foot, foot of the, feet of water, feet above, feet tall, feet high, feet deep, six feet, ten feet, the size of a, as a cat, like a cat, like a bird, like a dog, lamp room, candle light, candlelight, lamp light, lamplight, lantern light, paper wrapped, shoe box, box office, box car, ring road, sea lion pose, camera man, cameraman, film crew, camera crew, model of, role model, bridge of the ship, bridge of a ship, ship bridge, on the bridge of, the glass, behind glass, through glass, pane of glass, broken glass, glass door, glass wall, pool table, table tennis, from the chimney, from a chimney, its chimney, lamps of, lights of, lantern of, lantern room, fire escape, fire station, fire exit, open fire exit, human eye, drone shot, drone view, drone footage, drone pulls, aerial drone, pan left, pan right, pan across, pan to, pan over, pan up, pan down, pan from, pan along, pan around, pan past, pan with, pan slowly, pan shot, slow pan, whip pan, quick pan, fast pan, gentle pan, smooth pan, then pan",
    nothing,
  ],
  [
    'man, gentleman, guy, father, dad, grandfather, husband, brother, son, uncle, king, prince, waiter, fisherman, policeman, watchman, businessman, salesman, postman, fireman, craftsman, boatman, ferryman, horseman, gunman, swordsman, old man, monk, priest, wizard, samurai, cowboy, pirate, knight, emperor, groom, bearded man',
    person('man'),
  ],
  [
    'woman, lady, mother, mom, mum, grandmother, wife, sister, daughter, aunt, queen, princess, waitress, actress, bride, nun, witch, ballerina, heroine, policewoman, businesswoman, goddess, geisha, widow, empress, old woman',
    person('woman'),
  ],
  [
    'child, kid, boy, girl, toddler, baby, infant, schoolboy, schoolgirl, grandson, granddaughter, teenager',
    person('child'),
  ],
  [
    'person, figure, suspect, speaker, keeper, lighthouse keeper, captain, mate, soldier, doctor, nurse, chef, baker, farmer, worker, driver, truck driver, bus driver, taxi driver, rider, horse rider, cyclist, runner, swimmer, dancer, singer, musician, guitarist, pianist, violinist, drummer, painter, artist, teacher, student, scientist, engineer, astronaut, pilot, sailor, warrior, ninja, detective, officer, police officer, cop, guard, thief, spy, assassin, clown, hiker, climber, traveler, traveller, tourist, passenger, pedestrian, commuter, customer, vendor, merchant, hunter, shepherd, athlete, player, football player, boxer, surfer, skater, skateboarder, skier, diver, friend, lover, stranger, neighbor, neighbour, elder, adult, villager, refugee, blacksmith, carpenter, bartender, barista, mechanic, firefighter, hero, protagonist, character, someone, somebody, human, actor, speaker, patient, judge, lawyer, reporter, photographer, gardener, librarian, butcher, tailor, beggar, wanderer, explorer, pilgrim, nomad, ghost, zombie, skeleton, old keeper, night watchman, witness, conductor, juggler, acrobat, magician, salt worker, miner, sculptor, potter, weaver, caretaker, janitor, butler, maid, cook, servant, prisoner, survivor, visitor, guest, host, shopkeeper, passer by, bystander, jogger, sprinter, wrestler, fencer, archer, gymnast, kayaker, rower, snowboarder, dog walker, bird watcher, horse trainer, boat captain, cat burglar, cat lady, train conductor, lion tamer',
    person('man'),
  ],
  ['robot, android, cyborg, mech, humanoid', person('robot')],
  ['couple, pair, duo, twin', group(2)],
  ['trio', group(3)],
  ['family, band, quartet, crew', group(4)],
  ['group, team, gang, squad', group(5)],
  [
    'crowd, audience, mob, throng, choir, orchestra, congregation, army, troop, parade, procession',
    group(20),
  ],
  ['everyone, everybody', group(6)],
  ['flock', group(9, 'bird', 'animal')],
  ['herd', group(7, 'cow', 'animal')],
  ['pack', group(5, 'dog', 'animal')],
  ['school of fish, shoal', group(12, 'fish', 'animal')],
  ['swarm', group(20, 'butterfly', 'animal')],
  ['convoy, traffic', group(5, 'car', 'vehicle')],
  ['fleet, fishing fleet', group(5, 'ship', 'vehicle')],
  ['caravan of camels, caravan', group(4, 'camel', 'animal')],
  ['dog, puppy, hound, wolf, fox, coyote, husky, labrador, jackal, sheepdog', animal('dog')],
  [
    'cat, kitten, lion, lioness, tiger, leopard, panther, cheetah, jaguar, lynx, rabbit, hare, mouse, rat, squirrel, hedgehog, otter, raccoon, badger',
    animal('cat'),
  ],
  ['horse, pony, donkey, mule, stallion, mare, zebra, unicorn, foal', animal('horse')],
  ['camel, dromedary', animal('camel')],
  [
    'cow, bull, ox, buffalo, bison, sheep, lamb, goat, pig, deer, stag, elk, moose, reindeer, antelope, bear, polar bear, calf, hippo, rhino, boar, dinosaur, dragon, yak, llama, gorilla, monkey',
    animal('cow'),
  ],
  ['elephant, mammoth', animal('elephant')],
  [
    'bird, gull, seagull, raven, eagle, hawk, owl, pigeon, dove, sparrow, swan, duck, goose, heron, stork, penguin, chicken, rooster, hen, parrot, falcon, vulture, flamingo, pelican, robin, peacock, hummingbird, white crane, red crowned crane, sandhill crane, crow, albatross, kingfisher, bat, crane wades, crane flies, crane lands, crane takes off, crane spreads, crane stands in, flying crane, wading crane',
    animal('bird'),
  ],
  [
    'fish, shark, whale, dolphin, goldfish, koi, salmon, tuna, orca, jellyfish, manta ray, turtle',
    animal('fish'),
  ],
  ['snake, python, cobra, serpent, eel, worm, caterpillar', animal('snake')],
  [
    'butterfly, bee, insect, moth, dragonfly, ladybug, beetle, spider, firefly, ant, wasp',
    animal('butterfly'),
  ],
  [
    'car, taxi, cab, sedan, limousine, limo, convertible, police car, sports car, race car, racing car, jeep, suv, vintage car, patrol car',
    vehicle('car', 'road'),
  ],
  [
    'truck, lorry, van, bus, ambulance, minibus, tractor, tank, fire truck, fire engine, school bus, carriage, wagon, cart, ice cream van, pickup truck',
    vehicle('truck', 'road'),
  ],
  [
    'train, tram, locomotive, streetcar, steam train, freight train, subway train',
    vehicle('train', 'fields'),
  ],
  ['bicycle, bike, motorcycle, motorbike, scooter, moped, vespa', vehicle('bicycle', 'road')],
  [
    'boat, rowboat, rowing boat, canoe, kayak, sailboat, sailing boat, yacht, gondola, raft, dinghy, fishing boat, lifeboat',
    vehicle('boat', 'sea'),
  ],
  [
    'ship, ferry, car ferry, vessel, submarine, freighter, cargo ship, aircraft carrier, cruise ship, tanker, steamer, tugboat, pirate ship, warship, trawler, galleon',
    vehicle('ship', 'sea'),
  ],
  ['plane, airplane, aeroplane, aircraft, jet, airliner, glider, biplane, drone', vehicle('plane', 'sky')],
  ['helicopter, chopper', vehicle('helicopter', 'sky')],
  [
    'rocket, spaceship, spacecraft, starship, space shuttle, ufo, satellite, space station',
    vehicle('rocket', 'space'),
  ],
  [
    'tower, lighthouse, windmill, water tower, clock tower, bell tower, chimney, pagoda, spire, monument, statue, obelisk, pillar',
    thing('tower'),
  ],
  ['castle, fortress, citadel, ruin', thing('castle')],
  [
    'building, skyscraper, apartment block, apartment building, office building, tower block, high rise',
    thing('building'),
  ],
  [
    'house, cottage, hut, cabin in the woods, villa, mansion, farmhouse, barn, shed, temple, chapel, church, tent',
    thing('house'),
  ],
  ['bridge, viaduct, suspension bridge', thing('bridge')],
  ['tree, oak, pine, palm tree, cherry tree, willow, cactus, birch, oak tree, pine tree', thing('tree')],
  [
    'flower, rose, sunflower, tulip, daisy, lily, poppy, plant, orchid, blossom, seedling, sprout',
    thing('flower'),
  ],
  ['table, desk, workbench, altar, counter', thing('table')],
  ['chair, armchair, throne, bench, stool, sofa, couch, rocking chair, wheelchair', thing('chair')],
  [
    'lantern, hand lantern, storm lantern, oil lantern, paper lantern, hurricane lamp, storm lamp, oil lamp, miner lamp, headlamp',
    thing('lantern'),
  ],
  ['lamp, light bulb, great lens, fresnel lens, lighthouse lens', thing('lamp')],
  [
    'street lamp, streetlamp, streetlight, street light, lamppost, lamp post, traffic light',
    thing('lamppost'),
  ],
  ['candle, torch, match', thing('candle')],
  ['fire, bonfire, campfire, flame, ember, brazier', thing('fire')],
  ['door, gate, doorway, iron door', thing('door')],
  ['window', thing('window')],
  [
    'cup, mug, teacup, bowl, pot, kettle, teapot, bucket, vase, pan, frying pan, saucepan, glass, wine glass, cup of tea, cup of coffee, coffee cup',
    thing('cup'),
  ],
  ['bottle, jar, vial, flask, perfume bottle', thing('bottle')],
  ['book, diary, notebook, dog eared book, magazine, bible', thing('book')],
  [
    'letter, map, photograph, envelope, newspaper, note, poster, painting, ticket, chart, sheet of paper',
    thing('paper'),
  ],
  ['phone, smartphone, mobile phone, telephone, cell phone, remote control', thing('phone')],
  ['screen, laptop, computer, television, tv, monitor, typewriter', thing('screen')],
  ['clock, watch, pocket watch, compass, wristwatch, gauge, alarm clock', thing('clock')],
  [
    'box, crate, chest, treasure chest, suitcase, briefcase, package, parcel, coffin, toy box, basket, bag, backpack, slab',
    thing('box'),
  ],
  [
    'ball, globe, football, basketball, balloon, hot air balloon, apple, orange, fruit, planet, pearl, egg, marble, moon, water drop, droplet, dewdrop, crystal ball, earth',
    thing('ball'),
  ],
  ['loaf, bread, cake, pie, loaf of bread, pizza', thing('loaf')],
  ['umbrella, parasol', thing('umbrella')],
  [
    'sword, knife, guitar, piano, violin, coin, key, rope, shoe, pen, gun, hammer, anvil, crown, necklace, diamond, skull, leaf, feather, mask, helmet, paper crane, construction crane, tower crane, bell, wheel, gear, machine, engine, jewel, product, sneaker, lipstick, bollard, mirror, chess piece, hourglass',
    thing('object'),
  ],
  ['hand, fist, palm, finger, fingers, fingertips', part('hand')],
  ['face, eye, eyes, lips, cheek, pupil, iris, gaze', part('face')],
  ['foot, shoe soles, boots, footsteps, bare feet, sneakers', part('feet')],
]);

/** Behind a noun, these make it an adjective: "dog collar", "horse statue". */
export const heads: ReadonlySet<string> = new Set(
  'collar keys food cage seat toy statue figurine mask costume skin tattoo sticker trail prints print shaped skull bones hair fur nose tail paw ear show crossing lights headlights horn whistle engine hull deck cabin roof wing wings song call bowl kennel stable saddle shop store factory market trap nest poster sculpture logo emblem print hospital school park ride crash brand model'.split(
    ' ',
  ),
);

/** Plurals that are more often verbs: they are nouns only behind a word that a noun follows. */
export const verbish: ReadonlySet<string> = new Set(
  'leaves watches clocks trains ships dogs ducks fishes bears books phones rocks plants tables horses bats flies swallows parks houses cups hands faces heads eyes cooks hosts guards judges guests hunts mates pilots cranes boxes rings keys mirrors bells glasses fires lights matches figures streams squares fields lifts shops stores bars tracks plains waves docks coasts peaks storms rains fogs mists snows screens masks wheels ropes pans lamps balls windows doors notes packs bands groups crowds teams fields paths studies labors ports parades'.split(
    ' ',
  ),
);

export const numbers: ReadonlyMap<string, number> = new Map([
  ...'a an one single lone solitary another each every'.split(' ').map((word) => [word, 1] as const),
  ...'two both pair couple'.split(' ').map((word) => [word, 2] as const),
  ...([
    ['three', 3],
    ['four', 4],
    ['five', 5],
    ['six', 6],
    ['seven', 7],
    ['eight', 8],
    ['nine', 9],
    ['ten', 10],
    ['twelve', 12],
    ['dozen', 12],
    ['dozens', 16],
    ['hundreds', 30],
    ['thousands', 40],
    ['several', 4],
    ['few', 3],
    ['some', 3],
    ['many', 9],
    ['countless', 30],
    ['trio', 3],
    ['group', 5],
    ['crowd', 20],
    ['flock', 9],
    ['herd', 7],
    ['pack', 5],
    ['row', 5],
    ['line', 6],
    ['rows', 9],
    ['fleet', 5],
    ['swarm', 20],
    ['team', 5],
    ['gang', 5],
    ['army', 30],
    ['bunch', 5],
    ['caravan', 4],
    ['convoy', 5],
  ] as const),
]);
