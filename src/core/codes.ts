/**
 * Every diagnostic code, with the one sentence that `docs/errors.md` gives it. A code is stable: it is
 * never renamed and never means something else. `as const` makes the union closed.
 */
export const codes = {
  // storyboard: text
  'file-not-found': 'The named file does not exist or cannot be read.',
  'file-too-large': 'The storyboard file is larger than 64 MiB.',
  'yaml-syntax': 'The file is not valid YAML.',
  'yaml-too-deep': 'The file nests deeper than 64 levels.',
  'yaml-duplicate-key': 'The same key stands twice in one mapping.',
  'yaml-too-long': 'The file has more words and signs than are read.',
  'yaml-version': 'The file says that it is in another version of YAML than 1.2.',
  'yaml-several-documents': 'The file holds more than one YAML document.',
  'yaml-alias': 'An alias names nothing, stands inside what it means, or stands for too much.',
  'yaml-tag': 'A value has a tag that a storyboard has no use for.',
  'cut-short': 'A text ends where a comment begins that may be meant as part of it.',
  'not-utf8': 'The file is not text in the encoding UTF-8.',
  'control-character': 'The file holds a character that text must not hold.',

  // storyboard: shape
  'unknown-key': 'A key that the language does not have at this place.',
  'misplaced-key': 'A key that does not go with another one beside it.',
  'missing-key': 'A key that has to be there is not.',
  'wrong-type': 'A value is of another kind than its key wants.',
  'unknown-value': 'A value is none of those that its key knows.',
  'out-of-range': 'A value is smaller, larger or longer than its key allows.',
  malformed: 'A value is not written the way its key wants.',
  empty: 'A value is empty where something has to be said.',

  // storyboard: meaning
  'unknown-variable': 'No variable has this name.',
  'unknown-cast': 'No member of the cast has this name.',
  'twin-id': 'Two things of a kind have the same name.',
  'segment-without-id': 'A segment has no id, so its name depends on its position.',
  'text-too-long': 'A text, with its names put in, is longer than can be sent.',
  'odd-size': 'A side of the picture is an odd number of pixels.',
  cycle: 'Segments extend or edit each other, or themselves.',
  'card-has-no-footage': 'A card cannot be extended or edited.',
  'pick-beyond-takes': 'The take that is picked is not among those that are asked for.',
  'beyond-footage': 'More footage is asked for than there is.',
  'empty-trim': 'A trim ends before it begins.',
  'tempo-missing': 'A length is in beats, and no tempo says how long a beat is.',
  'transition-too-long': 'A transition is longer than half of a segment that it joins.',
  'captions-nowhere': 'There are captions, and nothing says where they are to be seen.',
  'transition-at-end': 'The last segment has a transition that needs a next one.',

  // storyboard: the files it names
  'outside-folder': "A file lies outside the storyboard's folder.",
  'missing-file': 'A file that the storyboard names does not exist.',
  'not-a-file': 'A folder, device or pipe is named where a file is wanted.',
  'file-unreadable': 'A file that the storyboard names cannot be read.',
  'wrong-kind-of-file': 'A file is of another kind than its key wants.',

  // planner
  'unknown-provider': 'No provider has this name.',
  'unknown-model': 'The provider has no model of this name.',
  'length-impossible': 'The model cannot make footage of this length, not even as a chain.',
  'edit-impossible': 'The model cannot edit footage.',
  'model-retired': 'The maker of the model has switched it off, or will.',
  'size-impossible': 'The model does not make the size that was asked for exactly.',
  'extend-impossible': 'The model cannot go on from the footage that a segment extends.',
  'first-frame-impossible': 'The model takes no image to begin with.',
  'unknown-option': 'The model declares no option of this name.',
  'prompt-too-long': 'A prompt, as it would be sent, is longer than the model takes.',
  'too-many-characters': 'A prompt names more characters than the model takes.',
  'clip-fitted': "The model's clips have another size than the film and are fitted into it.",
  'first-frame-fitted': 'An image has another size than the model wants and is fitted to it.',
  'reference-not-sent': 'Reference images or characters do not go along with a request.',
  'continued-by-frame': 'Footage is continued from its last frame, not extended.',
  'footage-short': 'A segment has less footage than the film asks for.',
  'high-range-pale': 'Footage in high dynamic range is shown as it is, for want of filters.',
  'dialogue-long': 'A segment has more dialogue than can be spoken while it is seen.',
  'picture-jumps': 'The film cuts away before the point where the next segment goes on.',
  'transition-shortened': 'A transition is longer than half of what it joins.',
  'narration-outlasts': 'A recording goes on after its segment has ended.',
  'narration-cut-off': 'A recording begins before the film does, or goes on after its end.',
  'cue-cut-off': 'A cue begins before the film does, or breaks off at its end.',
  'poster-beyond-film': 'A poster is to show a moment after the end of the film.',
  'output-enlarged': 'An output shows the film larger than its footage is made.',
  'pick-not-made': 'The take that is picked is not made, or not for what the segment asks for now.',
  drafted: 'The plan is a draft with cheaper and shorter footage than the storyboard asks for.',

  // store
  'store-locked': 'Another process works in this project.',
  'store-unusable': "The project's .storycut folder cannot be read or written.",
  'journal-damaged': 'A record of the journal that was durable cannot be read any more.',
  'journal-newer': 'The journal was written by a later version of Storycut.',
  'journal-torn': 'The last write to the journal was cut short and has been dropped.',
  'clip-missing': 'A clip that was made is no longer in the store.',

  // executor
  'prompt-refused': 'The provider refused a prompt for what it says.',
  'request-refused': 'The provider refused a request as it stands.',
  'quota-spent': 'The account at the provider has no money or quota left.',
  'access-denied': 'The provider does not let this account do it.',
  'provider-busy': 'The provider had no room for the job.',
  'provider-unreachable': 'The provider could not be reached.',
  'job-failed': 'A job failed at the provider or on this machine.',
  'submission-unknown': 'A job was submitted and never answered: it may have been created and charged.',
  'footage-lost': 'The provider no longer has the footage of a job that it had accepted.',
  'footage-deleted': 'Footage that is safe in the store was deleted at its provider.',
  'footage-not-deleted': 'Footage that was to be deleted at its provider is still there.',
  'clip-unreadable': 'What the provider delivered is not a whole, readable film.',
  'over-budget': 'Making the footage could spend more than the cap allows.',
  'disk-full': 'There is too little room on the disk for what is being made.',
  'file-changed': 'A file that the film needs has changed since the plan was made.',

  // stitch
  'footage-missing': 'A segment of the film has no footage yet.',
  'footage-unreadable': "A segment's footage cannot be read or decoded.",
  'sound-unreadable': 'A recording that the film needs cannot be read or decoded.',
  'loudness-missed': 'The film could not be brought to the loudness that was asked for.',
  'peak-missed': 'The film is brought to its loudness, but some of its peaks are too high.',
  'cut-apart': 'A cut that is less than the finished film has a name of its own.',
  'no-cut-yet': 'The film is not cut, since other segments than those of `--only` have no footage.',
  'output-is-footage': 'A file to be written would take the place of one that the film is made from.',
  'output-not-mp4': 'The final cut is an MP4 file and is to have another name.',
  'outputs-collide': 'Two outputs of the film would be the same file.',
  'webm-unavailable': 'The ffmpeg that was found cannot write WebM.',
  'letters-missing': 'No font on this machine has some letters of a card or caption.',
  'transition-unavailable': 'The ffmpeg that was found cannot draw a transition.',
  'cut-failed': 'The final cut could not be written.',
  'cut-interrupted': 'The final cut was interrupted.',

  // handover to editors
  'export-misnamed': 'The file to export to ends otherwise than its format does.',
  'export-not-written': 'The exported file could not be written.',
  'transition-approximated': 'The format has no such transition, and a dissolve stands in for it.',

  // config file
  'dialect-lacks': 'A model is said to do what its server has no way to be asked for.',
  unencrypted: 'A provider outside the own network is reached without encryption.',
  'missing-folder': 'A folder that the config file names is not there.',
  'key-missing': 'The key of a provider is not where the config file says.',
  'key-exposed': 'A file with a key can be read by others on this machine.',

  // environment
  'ffmpeg-missing': 'No usable ffmpeg was found on this machine.',
  // media
  'media-unreadable': 'The media file cannot be opened, or is not a regular file.',
  'media-unsupported': 'The file is not footage, sound or an image of a kind that is read.',
  'media-damaged': 'The media file is empty, cut short or damaged.',
  'image-too-large': 'The image has more than 40 million pixels.',

  // project
  'no-storyboard': 'There is no storyboard in the folder.',
  'many-storyboards': 'There are several storyboards in the folder and none was named.',
  'several-storyboards': 'Several storyboards are named where one is wanted.',
  'several-segments': 'A name stands for several segments where one is wanted.',
  'unknown-segment': 'The storyboard has no segment of this name.',
  'unknown-take': 'The segment has no such take.',
  'pick-stays': 'A new take was made of a segment whose storyboard picks another.',
  'nothing-to-redo': 'The segment is own footage or a card, which nobody makes.',
  'pick-not-written': 'The pick could not be written into the storyboard.',
  'file-exists': 'The file is there already and is not overwritten.',
  'provider-unavailable': 'Footage can be planned for this provider but not made by it now.',
  'nothing-to-resolve': 'No submission of the segment waits for an answer.',
  'several-to-resolve': 'Submissions of several takes of the segment wait for an answer.',
  'answer-misfit': 'The answer cannot be right for what is known of the submission.',
  'job-known-already': 'The job at the provider belongs to another submission.',
  'plan-unreadable': 'The file is not a plan that `storycut plan --out` wrote, or was changed since.',
  'plan-not-written': 'The plan could not be saved in the file that was named.',
  'plan-moved': 'A saved plan is not what would be done now.',
  'folder-not-writable': 'The working folder cannot be written to.',
  'disk-nearly-full': 'There is less than 1 GiB free on the disk.',

  // sandbox
  'fault-unreadable': 'A fault for the sandbox is not written as it should be.',
  'sandbox-not-started': 'The sandbox could not begin to listen, or to run the command it was given.',
} as const satisfies Record<string, string>;

export type Code = keyof typeof codes;
