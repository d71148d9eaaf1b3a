-- Who closed a note and when; of a note that was closed before, nobody knows.
ALTER TABLE notes ADD COLUMN closed_by VARCHAR DEFAULT '';
ALTER TABLE notes ADD COLUMN closed VARCHAR DEFAULT '';
