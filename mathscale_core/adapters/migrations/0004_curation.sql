-- The curator's workbench: what the log comes to beyond names and merges, versions that can be opened again, and the
-- work around the graph (map, suggestions, audits, stars).

-- What the log decides, kept beside it. Members of a merge follow the concept that stands for them.
ALTER TABLE concept_edits ADD COLUMN kind VARCHAR;                 -- as changed; NULL: as it came
ALTER TABLE concept_edits ADD COLUMN definition VARCHAR;
ALTER TABLE concept_edits ADD COLUMN gone BOOLEAN DEFAULT false;   -- deleted, or its adding was undone
ALTER TABLE concept_edits ADD COLUMN locked VARCHAR DEFAULT '';    -- who locked it
DROP VIEW current_concepts;
CREATE VIEW current_concepts AS
    SELECT c.id, coalesce(e.kind, c.kind) AS kind, coalesce(e.name, c.name) AS name,
           coalesce(e.definition, c.definition) AS definition, e.merged, coalesce(e.gone, false) AS gone,
           coalesce(e.locked, '') AS locked
    FROM concepts c LEFT JOIN concept_edits e ON e.concept = c.id;
CREATE TABLE alias_edits (concept VARCHAR, name_key VARCHAR, name VARCHAR NOT NULL, present BOOLEAN NOT NULL,
    PRIMARY KEY (concept, name_key));
CREATE TABLE concept_codes (concept VARCHAR, scheme VARCHAR, code VARCHAR, match VARCHAR NOT NULL,
    PRIMARY KEY (concept, scheme, code));
CREATE TABLE relations (a VARCHAR, b VARCHAR, relation VARCHAR NOT NULL, PRIMARY KEY (a, b));  -- parent-of: a above b
CREATE TABLE edge_edits (a VARCHAR, b VARCHAR, weight INTEGER NOT NULL, PRIMARY KEY (a, b));   -- a < b; 0: no edge
CREATE TABLE seed_marks (seed VARCHAR PRIMARY KEY, mark VARCHAR NOT NULL);  -- cannot-be-tagged, vocabulary-gap

-- A published version can be opened again: its concepts, taggings and edges by hand.
CREATE TABLE published_versions (
    number INTEGER PRIMARY KEY, version VARCHAR NOT NULL, line VARCHAR NOT NULL, event VARCHAR NOT NULL,
    minimum_seeds INTEGER NOT NULL, snapshot BLOB NOT NULL, actor VARCHAR NOT NULL, created VARCHAR NOT NULL
);

-- The map: positions stand in `positions`, by published version.
CREATE TABLE communities (version VARCHAR, concept VARCHAR, community INTEGER NOT NULL, PRIMARY KEY (version, concept));
CREATE TABLE community_names (version VARCHAR, community INTEGER, name VARCHAR NOT NULL, concepts INTEGER NOT NULL,
    PRIMARY KEY (version, community));
-- Where a person dragged a concept of a neighbourhood to.
CREATE TABLE dragged (version VARCHAR, centre VARCHAR, concept VARCHAR, x DOUBLE NOT NULL, y DOUBLE NOT NULL,
    PRIMARY KEY (version, centre, concept));
CREATE TABLE stars (actor VARCHAR, concept VARCHAR, created VARCHAR NOT NULL, PRIMARY KEY (actor, concept));
CREATE TABLE visits (actor VARCHAR, concept VARCHAR, last VARCHAR NOT NULL, PRIMARY KEY (actor, concept));

-- Suggested twins; a pair is stored once, a < b.
CREATE TABLE suggestions (
    a VARCHAR, b VARCHAR, kind VARCHAR NOT NULL, score DOUBLE NOT NULL, spelling DOUBLE NOT NULL, words DOUBLE NOT NULL,
    neighbours DOUBLE NOT NULL, shared DOUBLE NOT NULL, told DOUBLE,    -- told: a language model's, NULL where none was asked
    seeds INTEGER NOT NULL, version VARCHAR NOT NULL, created VARCHAR NOT NULL, PRIMARY KEY (a, b)
);
CREATE TABLE suggestion_decisions (
    id VARCHAR PRIMARY KEY, a VARCHAR NOT NULL, b VARCHAR NOT NULL, decision VARCHAR NOT NULL,  -- merge, parent-of, same, related, different, later
    signals VARCHAR NOT NULL, event VARCHAR NOT NULL, undone BOOLEAN NOT NULL, actor VARCHAR NOT NULL,
    created VARCHAR NOT NULL, position BIGINT NOT NULL
);

-- Audits of tags: a random sample, one mark for each tag.
CREATE TABLE audits (
    id VARCHAR PRIMARY KEY, material VARCHAR NOT NULL,                  -- seeds, benchmark
    origin VARCHAR NOT NULL, rng BIGINT NOT NULL, asked INTEGER NOT NULL, actor VARCHAR NOT NULL, created VARCHAR NOT NULL
);
CREATE TABLE audit_items (audit VARCHAR, item VARCHAR, place INTEGER NOT NULL, done BOOLEAN NOT NULL,
    PRIMARY KEY (audit, item));
CREATE TABLE audit_marks (
    audit VARCHAR, item VARCHAR, concept VARCHAR, origin VARCHAR NOT NULL, mark VARCHAR NOT NULL,  -- right, wrong, missing
    actor VARCHAR NOT NULL, created VARCHAR NOT NULL, PRIMARY KEY (audit, item, concept)
);
