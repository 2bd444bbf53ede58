"""Words as data: numbers, measures, actors, conflicts, places and speech, each entry with a sentence that proves it."""
