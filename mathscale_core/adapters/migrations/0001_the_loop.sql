-- The whole loop's tables with their final keys, so that later stations add rows and not keys.

CREATE TABLE people (id VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, created VARCHAR NOT NULL);

-- seeds ---------------------------------------------------------------------------------------------------
CREATE TABLE seeds (
    id VARCHAR PRIMARY KEY, question_key VARCHAR NOT NULL, question VARCHAR NOT NULL, solution VARCHAR NOT NULL,
    answer VARCHAR NOT NULL, format VARCHAR NOT NULL, level VARCHAR NOT NULL, source VARCHAR NOT NULL,
    split VARCHAR NOT NULL, licence VARCHAR NOT NULL, line INTEGER NOT NULL,
    state VARCHAR NOT NULL,          -- active, withdrawn
    state_reason VARCHAR NOT NULL, actor VARCHAR NOT NULL, created VARCHAR NOT NULL,
    position BIGINT NOT NULL         -- order of import, so that pages by key stay stable
);
CREATE TABLE concepts (
    id VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, name VARCHAR NOT NULL, definition VARCHAR NOT NULL,
    actor VARCHAR NOT NULL, created VARCHAR NOT NULL
);
CREATE TABLE concept_names (         -- every name that leads to a concept: its own and its aliases
    kind VARCHAR, name_key VARCHAR, concept VARCHAR NOT NULL, name VARCHAR NOT NULL, PRIMARY KEY (kind, name_key)
);
CREATE TABLE taggings (
    seed VARCHAR, concept VARCHAR, origin VARCHAR, certainty DOUBLE NOT NULL, PRIMARY KEY (seed, concept, origin)
);
CREATE TABLE extractions (           -- what extraction said of each seed, also when it could not tell
    seed VARCHAR, origin VARCHAR, outcome VARCHAR NOT NULL, reason VARCHAR NOT NULL, job VARCHAR NOT NULL,
    position BIGINT NOT NULL,        -- order of storing: a seed's latest certain extractor is the one that counts
    PRIMARY KEY (seed, origin)
);

-- curation ------------------------------------------------------------------------------------------------
CREATE TABLE edit_events (
    id VARCHAR PRIMARY KEY, after VARCHAR, kind VARCHAR NOT NULL, payload VARCHAR NOT NULL, actor VARCHAR NOT NULL,
    reason VARCHAR NOT NULL, created VARCHAR NOT NULL, status VARCHAR NOT NULL, published_version VARCHAR,
    position BIGINT NOT NULL
);
CREATE TABLE graph_versions (
    version VARCHAR PRIMARY KEY, state VARCHAR NOT NULL, settings VARCHAR NOT NULL, statistics VARCHAR NOT NULL,
    actor VARCHAR NOT NULL, created VARCHAR NOT NULL
);
CREATE TABLE positions (version VARCHAR, concept VARCHAR, x DOUBLE NOT NULL, y DOUBLE NOT NULL,
    PRIMARY KEY (version, concept));

-- sampling ------------------------------------------------------------------------------------------------
CREATE TABLE mixes (
    id VARCHAR PRIMARY KEY, name VARCHAR NOT NULL UNIQUE, settings VARCHAR NOT NULL, graph_version VARCHAR NOT NULL,
    actor VARCHAR NOT NULL, created VARCHAR NOT NULL
);
CREATE TABLE sampling_runs (
    id VARCHAR PRIMARY KEY, mode VARCHAR NOT NULL, rng BIGINT NOT NULL, settings VARCHAR NOT NULL,
    graph_version VARCHAR NOT NULL, mix VARCHAR, statistics VARCHAR NOT NULL, actor VARCHAR NOT NULL,
    created VARCHAR NOT NULL
);
CREATE TABLE compositions (          -- a set that several runs found has a walk in each of them
    run VARCHAR, id VARCHAR, draw BIGINT NOT NULL, times INTEGER NOT NULL, topic_walk VARCHAR[] NOT NULL,
    kp_walk VARCHAR[] NOT NULL, PRIMARY KEY (run, id)
);
CREATE TABLE composition_concepts (concept VARCHAR NOT NULL, composition VARCHAR NOT NULL);

-- questions -----------------------------------------------------------------------------------------------
CREATE TABLE questions (
    revision VARCHAR PRIMARY KEY, item VARCHAR NOT NULL, parent VARCHAR, source VARCHAR NOT NULL,
    question_key VARCHAR NOT NULL, question VARCHAR NOT NULL, solution VARCHAR NOT NULL, answer VARCHAR NOT NULL,
    format VARCHAR NOT NULL, level VARCHAR NOT NULL, topics VARCHAR[] NOT NULL, kps VARCHAR[] NOT NULL,
    composition VARCHAR NOT NULL, seeds VARCHAR[] NOT NULL, prompt VARCHAR NOT NULL, provider VARCHAR NOT NULL,
    graph_version VARCHAR NOT NULL, family VARCHAR NOT NULL, parameters VARCHAR NOT NULL, nearness DOUBLE NOT NULL,
    job VARCHAR NOT NULL, actor VARCHAR NOT NULL, created VARCHAR NOT NULL, position BIGINT NOT NULL
);
CREATE TABLE check_results (
    revision VARCHAR, check_name VARCHAR, version VARCHAR, state VARCHAR NOT NULL, reason VARCHAR NOT NULL,
    created VARCHAR NOT NULL, PRIMARY KEY (revision, check_name, version)
);
CREATE TABLE verdicts (
    id VARCHAR PRIMARY KEY, revision VARCHAR NOT NULL, verdict VARCHAR NOT NULL, actor VARCHAR NOT NULL,
    reason VARCHAR NOT NULL, seconds DOUBLE, created VARCHAR NOT NULL, position BIGINT NOT NULL
);
CREATE TABLE notes (
    id VARCHAR PRIMARY KEY, target VARCHAR NOT NULL, actor VARCHAR NOT NULL, text VARCHAR NOT NULL,
    state VARCHAR NOT NULL, created VARCHAR NOT NULL
);
CREATE TABLE flaws (                 -- what is wrong with a planted question; never shown before its verdict
    revision VARCHAR PRIMARY KEY, flaw VARCHAR NOT NULL, explanation VARCHAR NOT NULL, target VARCHAR NOT NULL
);

-- releases ------------------------------------------------------------------------------------------------
CREATE TABLE releases (
    name VARCHAR PRIMARY KEY, digest VARCHAR NOT NULL, accept VARCHAR NOT NULL, graph_version VARCHAR NOT NULL,
    items INTEGER NOT NULL, accepted_by_people INTEGER NOT NULL, accepted_by_policy INTEGER NOT NULL,
    excluded VARCHAR NOT NULL, actor VARCHAR NOT NULL, created VARCHAR NOT NULL
);
CREATE TABLE release_items (
    release VARCHAR, revision VARCHAR, digest VARCHAR NOT NULL, accepted_by VARCHAR NOT NULL, position BIGINT NOT NULL,
    PRIMARY KEY (release, revision)
);

-- benchmarks and evaluation -------------------------------------------------------------------------------
CREATE TABLE benchmark_items (
    id VARCHAR PRIMARY KEY, dataset VARCHAR NOT NULL, row INTEGER NOT NULL, subject VARCHAR NOT NULL,
    question_key VARCHAR NOT NULL, question VARCHAR NOT NULL, options VARCHAR[] NOT NULL, answer VARCHAR NOT NULL,
    solution VARCHAR NOT NULL, level VARCHAR NOT NULL, licence VARCHAR NOT NULL, topics VARCHAR[] NOT NULL,
    kps VARCHAR[] NOT NULL, actor VARCHAR NOT NULL, created VARCHAR NOT NULL
);
CREATE TABLE item_marks (item VARCHAR, mark VARCHAR, actor VARCHAR, reason VARCHAR NOT NULL, created VARCHAR NOT NULL,
    PRIMARY KEY (item, mark, actor));
CREATE TABLE evaluation_runs (
    id VARCHAR PRIMARY KEY, benchmark VARCHAR NOT NULL, settings VARCHAR NOT NULL, actor VARCHAR NOT NULL,
    created VARCHAR NOT NULL
);
CREATE TABLE responses (run VARCHAR, item VARCHAR, sample INTEGER, response VARCHAR NOT NULL, outcome VARCHAR NOT NULL,
    PRIMARY KEY (run, item, sample));
CREATE TABLE grades (run VARCHAR, item VARCHAR, sample INTEGER, grader VARCHAR, verdict VARCHAR NOT NULL,
    extracted VARCHAR NOT NULL, rule VARCHAR NOT NULL, PRIMARY KEY (run, item, sample, grader));

-- jobs ----------------------------------------------------------------------------------------------------
CREATE TABLE jobs (
    id VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, settings VARCHAR NOT NULL, asked BIGINT NOT NULL,
    state VARCHAR NOT NULL, actor VARCHAR NOT NULL, created VARCHAR NOT NULL
);
CREATE TABLE shards (job VARCHAR, name VARCHAR, rows BIGINT NOT NULL, ingested VARCHAR NOT NULL,
    PRIMARY KEY (job, name));

CREATE INDEX seeds_question_key ON seeds (question_key);
CREATE INDEX questions_question_key ON questions (question_key);
CREATE INDEX benchmark_items_question_key ON benchmark_items (question_key);
