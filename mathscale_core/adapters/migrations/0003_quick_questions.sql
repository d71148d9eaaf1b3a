-- What every filter of the bank needs stands beside the question in columns of few values, and its concepts as numbers:
-- a filter reads narrow columns and joins nothing wide, so that it stays quick at millions of questions.

-- DuckDB alters no table that an index hangs on.
DROP INDEX questions_question_key;
ALTER TABLE questions ADD COLUMN checks VARCHAR DEFAULT '';    -- required checks by name, as ` name=state name=state `; see store/checks.py
ALTER TABLE questions ADD COLUMN answered BOOLEAN DEFAULT true;
ALTER TABLE questions ADD COLUMN releases VARCHAR DEFAULT '';  -- those that hold it, a tab before and behind each name
CREATE INDEX questions_question_key ON questions (question_key);
UPDATE questions SET answered = false WHERE NOT regexp_matches(answer, '[^\s\x0B\x1C-\x1F\x85\p{Z}]');
UPDATE questions SET releases = r.names FROM (
    SELECT revision, chr(9) || string_agg(release, chr(9) ORDER BY release) || chr(9) AS names FROM release_items
    GROUP BY revision
) r WHERE r.revision = questions.revision;

CREATE TABLE question_names (        -- a concept name that questions carry, and how many revisions do
    id INTEGER NOT NULL, kind VARCHAR, name VARCHAR, revisions BIGINT NOT NULL, PRIMARY KEY (kind, name)
);
INSERT INTO question_names
    SELECT row_number() OVER (ORDER BY kind, name), kind, name, count(*) FROM question_concepts GROUP BY kind, name;
CREATE TABLE question_carries (name INTEGER NOT NULL, position BIGINT NOT NULL);
INSERT INTO question_carries
    SELECT n.id, q.position FROM question_concepts c JOIN question_names n ON n.kind = c.kind AND n.name = c.name
    JOIN questions q ON q.revision = c.revision ORDER BY q.position, n.id;
DROP TABLE question_concepts;

-- Results stand in the order of the questions and are found by it. There is no key: ten million texts of three columns
-- would cost more than the results, and a check's older result of a question is taken out where a new one is stored.
CREATE TABLE results_in_order AS
    SELECT q.position, c.* FROM check_results c JOIN questions q ON q.revision = c.revision ORDER BY q.position, c.check_name;
DROP TABLE check_results;
ALTER TABLE results_in_order RENAME TO check_results;
