-- What the screens read at once: a question's state beside it, its concepts exploded, edits as they stand now.

-- DuckDB alters no table that an index hangs on.
DROP INDEX questions_question_key;
ALTER TABLE questions ADD COLUMN dataset VARCHAR DEFAULT '';       -- name of the set that an imported question came from
ALTER TABLE questions ADD COLUMN licence VARCHAR DEFAULT '';
ALTER TABLE questions ADD COLUMN head BOOLEAN DEFAULT true;        -- the newest revision of its item
ALTER TABLE questions ADD COLUMN check_state VARCHAR DEFAULT 'unchecked';  -- unchecked, failed, unsure, passed
ALTER TABLE questions ADD COLUMN verdict VARCHAR DEFAULT '';       -- latest of people
ALTER TABLE questions ADD COLUMN policy VARCHAR DEFAULT '';        -- latest of a policy
CREATE INDEX questions_question_key ON questions (question_key);
-- The program knows which checks are required; what is not failed it works out right after this.
UPDATE questions SET check_state = 'failed'
    WHERE revision IN (SELECT revision FROM check_results WHERE state = 'fail');
UPDATE questions SET verdict = v.verdict FROM (
    SELECT revision, coalesce(arg_max(verdict, position) FILTER (verdict <> 'skip'), 'skip') AS verdict
    FROM verdicts WHERE NOT starts_with(actor, 'policy:') GROUP BY revision
) v WHERE v.revision = questions.revision;
UPDATE questions SET policy = v.verdict FROM (
    SELECT revision, arg_max(verdict, position) AS verdict FROM verdicts WHERE starts_with(actor, 'policy:')
    GROUP BY revision
) v WHERE v.revision = questions.revision;
CREATE TABLE question_concepts (kind VARCHAR NOT NULL, name VARCHAR NOT NULL, revision VARCHAR NOT NULL);
INSERT INTO question_concepts SELECT DISTINCT 'topic', unnest(topics), revision FROM questions;
INSERT INTO question_concepts SELECT DISTINCT 'kp', unnest(kps), revision FROM questions;

-- The fold of the curation log, kept beside it: a concept's name as renamed, and the one that it was merged into.
CREATE TABLE concept_edits (concept VARCHAR PRIMARY KEY, name VARCHAR, merged VARCHAR);
CREATE VIEW current_concepts AS
    SELECT c.id, c.kind, coalesce(e.name, c.name) AS name, c.definition, e.merged
    FROM concepts c LEFT JOIN concept_edits e ON e.concept = c.id;
-- Names beyond the offered concepts, waiting for a curator.
CREATE TABLE shelf (
    kind VARCHAR, name_key VARCHAR, seed VARCHAR, name VARCHAR NOT NULL, origin VARCHAR NOT NULL,
    state VARCHAR NOT NULL,          -- waiting, adopted, dismissed
    created VARCHAR NOT NULL, PRIMARY KEY (kind, name_key, seed)
);
CREATE TABLE column_maps (source VARCHAR PRIMARY KEY, columns VARCHAR NOT NULL, created VARCHAR NOT NULL);
CREATE TABLE saved_views (
    page VARCHAR, name VARCHAR, address VARCHAR NOT NULL, actor VARCHAR NOT NULL, created VARCHAR NOT NULL,
    PRIMARY KEY (page, name)
);
-- The fold of retag edits: a seed carries this concept whatever its labels say, or does not.
CREATE TABLE tagging_edits (seed VARCHAR, concept VARCHAR, present BOOLEAN NOT NULL, PRIMARY KEY (seed, concept));
